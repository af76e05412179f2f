using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Durability;
using Rooms.Silo.Sqlite;
using Xunit.Abstractions;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>Backup of a server at work, restored elsewhere and compared (docs/operations.md, "Backup").</summary>
public class BackupTests(ITestOutputHelper figures)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private static readonly byte[] Picture = [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B];

    [Fact]
    public async Task BackUp_UnderLoad_RestoredElsewhere_HoldsAllThatWasAcknowledgedBefore()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-backup-").FullName;
        var (file, elsewhere) = (Path.Combine(folder, "backup"), Path.Combine(folder, "elsewhere"));
        using var deadline = new CancellationTokenSource(Deadline);
        await using var host = await RunningHost.StartAsync();
        await using var load = await Load.StartAsync(host, answers: 300, deadline.Token);

        var before = load.Ledger.Copy();
        var watched = load.Audience.Bytes;
        var clock = Stopwatch.StartNew();
        var backup = await CommandAsync("backup", file, host.DataDirectory);
        var took = clock.Elapsed;
        var wereWatching = load.Audience.Bytes > watched && load.Audience.Ends.Count == 0 && load.ArePublishing;
        await load.StopRequestsAsync();
        await CommandAsync("restore", file, elsewhere);
        await CommandAsync("verify", null, elsewhere);
        await using var restored = await RunningHost.StartAsync(elsewhere);

        figures.WriteLine($"{backup.Output.Trim()} in {took}, of which .NET's start is most; {before.Count} commands acknowledged before, {load.Ledger.Count} at the end");
        Assert.True(wereWatching, "the backup disturbed viewers or publishers");
        Assert.True(load.Ledger.Count > before.Count, "nothing was written while the backup ran");
        using var original = await host.ClientAsync("backend", "backend", "anchor");
        using var copy = await restored.ClientAsync("backend", "backend", "anchor");
        Assert.Empty(await CompareAsync(before, original, copy));
        await AssertSameKeysAsync(load, restored);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task BackUp_ByTheScript_GivesBackExactlyWhatIsThere()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-backup-").FullName;
        var elsewhere = Path.Combine(folder, "elsewhere");
        await using var host = await RunningHost.StartAsync();
        using var original = await host.ClientAsync("backend", "backend", "anchor");
        var ledger = await WriteAsync(original);
        var link = await SendFileAsync(original);

        // A name as an operator writes it: of the folder that he stands in.
        var backup = await ScriptAsync(folder, "backup", "monday", host.DataDirectory);
        var verified = await ScriptAsync(folder, "verify", "monday", host.DataDirectory);
        var restore = await ScriptAsync(folder, "restore", "monday", elsewhere);
        await using var restored = await RunningHost.StartAsync(elsewhere);
        using var copy = await restored.ClientAsync("backend", "backend", "anchor");

        Assert.All([backup, verified, restore], ended => Assert.Equal((0, ""), (ended.ExitCode, ended.Errors)));
        Assert.Empty(await Audit.CompareAsync(copy, ledger));
        Assert.Equal(Picture, await restored.Http.GetByteArrayAsync(link));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Verify_ARowWasChanged_NamesIt_AndItIsNotRestored()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-backup-").FullName;
        var file = Path.Combine(folder, "backup");
        await using var host = await RunningHost.StartAsync();
        using var http = await host.ClientAsync("backend", "backend", "anchor");
        await WriteAsync(http);
        await CommandAsync("backup", file, host.DataDirectory);
        using (var database = SqliteDatabase.OpenToCopy(file))
            database.Run("UPDATE journal_entries SET payload = CAST(replace(CAST(payload AS TEXT), 'text 3', 'text 4') AS BLOB) WHERE CAST(payload AS TEXT) LIKE '%text 3%'");

        var verified = await Ended.RunHostAsync("verify", file);
        var restored = await Ended.RunHostAsync("restore", file, "--Data:Directory", Path.Combine(folder, "elsewhere"));

        Assert.Equal((9, 9), (verified.ExitCode, restored.ExitCode));
        Assert.Contains("room/shop/written: the entry at position 4 (event 4) is not as it was written", verified.ErrorLines.Single(), StringComparison.Ordinal);
        Assert.StartsWith("restore failed: ", restored.ErrorLines.Single(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Verify_DirectoryIsNamedInTheConfigurationFile_IsThatOne()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-backup-").FullName;
        var (file, data) = (Path.Combine(folder, "rooms.json"), Path.Combine(folder, "data"));
        Directory.CreateDirectory(data);
        File.WriteAllText(file, $$$"""{"Data": {"Directory": "{{{data}}}"} }""");
        await (await RunningHost.StartAsync(data)).DisposeAsync();

        var verified = await Ended.RunHostAsync("verify", "--Config:File", file);
        var unreadable = await Ended.RunHostAsync("verify", "--Config:File", Path.Combine(folder, "none"), "--Data:Directory", data);
        Directory.Delete(folder, recursive: true);

        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors));
        Assert.Contains(data, verified.Output, StringComparison.Ordinal);
        Assert.Equal(1, unreadable.ExitCode);
        Assert.StartsWith("verify failed: Config:File = '", unreadable.ErrorLines.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "backup")]
    [InlineData(2, "restore", "--Data:Directory", "none")]
    [InlineData(5, "backup", "file", "--Data:Directory", "/proc/none")]
    [InlineData(5, "verify", "/proc/none")]
    public async Task Command_ThatCannotBeDone_SaysWhyInOneLine(int exitCode, params string[] arguments)
    {
        var ended = await Ended.RunHostAsync(arguments);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.StartsWith(arguments[0], ended.ErrorLines.Single(), StringComparison.Ordinal);
    }

    private static async Task<Ledger> WriteAsync(HttpClient http)
    {
        var ledger = new Ledger();
        var writer = new Writer(http, ledger);
        await writer.SendAsync(new Command(CommandKind.CreateRoom, "written", "written", 0, "written"));
        for (var i = 1; i <= 20; i++) await writer.SendAsync(new Command(CommandKind.Message, "written", $"text {i}", 0, $"k{i}"));
        await writer.SendAsync(new Command(CommandKind.Gift, "written", "order", 5, "gift"));
        await writer.SendAsync(new Command(CommandKind.Like, "written", "like", 3, "like"));
        return ledger;
    }

    /// <summary>Path and query of its link, which the copy opens too.</summary>
    private static async Task<string> SendFileAsync(HttpClient http)
    {
        using var content = new ByteArrayContent(Picture);
        content.Headers.ContentType = new("image/gif");
        using var sent = await http.PostAsync("/v1/rooms/written/files", content);
        var file = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!;
        return new Uri((string)file["url"]!).PathAndQuery;
    }

    private static async Task<Ended> CommandAsync(string name, string? file, string data)
    {
        var ended = await Ended.RunHostAsync([name, .. file is null ? Array.Empty<string>() : [file], "--Data:Directory", data]);
        Assert.True(ended is { ExitCode: 0, Errors: "" }, $"{name} answered {ended.ExitCode}:\n{ended.Output}{ended.Errors}");
        return ended;
    }

    private static Task<Ended> ScriptAsync(string folder, string name, string file, string data) =>
        Ended.RunAsync("bash", "-c", "cd \"$1\" && \"$2/rooms\" \"$3\" \"$4\" --Data:Directory \"$5\"", "-", folder, RunningHost.Root, name, file, data);

    /// <summary>The copy's events are the original's first ones, and hold all that was acknowledged before the backup began.</summary>
    private static async Task<IReadOnlyList<string>> CompareAsync(Ledger before, HttpClient original, HttpClient copy)
    {
        var faults = new List<string>();
        foreach (var room in before.ByRoom)
        {
            var (all, kept) = (await Audit.EventsAsync(original, room.Key), await Audit.EventsAsync(copy, room.Key));
            faults.AddRange(Audit.CompareEvents(room.Key, room, kept));
            if (kept.Count > all.Count) faults.Add($"room {room.Key}: {kept.Count} events in the copy, {all.Count} in the original");
            else if (kept.Zip(all).Any(pair => !JsonNode.DeepEquals(pair.First, pair.Second))) faults.Add($"room {room.Key}: an event of the copy differs");
            var acknowledged = room.Where(entry => entry.Key.Kind == CommandKind.Like).Sum(entry => entry.Key.Count);
            var (more, likes) = (await LikesAsync(original, room.Key), await LikesAsync(copy, room.Key));
            if (likes < acknowledged || likes > more) faults.Add($"room {room.Key}: {likes} likes in the copy, {acknowledged} acknowledged before, {more} in the original");
        }
        return faults;
    }

    private static async Task<long> LikesAsync(HttpClient http, string room)
    {
        var view = JsonNode.Parse(await http.GetStringAsync($"/v1/rooms/{room}"))!;
        return (long?)view["counters"]?["likes"] ?? 0;
    }

    /// <summary>A URL that the original signed is genuine for the copy: nobody publishes there, which is another answer than a wrong signature.</summary>
    private static async Task AssertSameKeysAsync(Load load, RunningHost restored)
    {
        var play = new Uri(load.LiveRooms[0].Play("flv"));
        using var forged = await restored.Http.GetAsync(play.AbsolutePath + "?token=0.x");
        using var genuine = await restored.Http.GetAsync(play.PathAndQuery);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (forged.StatusCode, genuine.StatusCode));
    }
}
