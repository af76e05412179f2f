using Xunit.Abstractions;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>Two apps in one server see nothing of each other: every endpoint, under every attack that can be tried on it.</summary>
public sealed class TenantMatrixTests(TwoTenants world, ITestOutputHelper output) : IClassFixture<TwoTenants>
{
    // Files of the console's folder, and Swashbuckle's own pages: the matrix has one of each.
    private static readonly string[] FileTypes = [".html", ".js", ".css", ".svg"];

    private static readonly TimeSpan ToolDeadline = TimeSpan.FromSeconds(60);

    // Answers every path under it; the matrix has a row for each kind of file.
    private const string MediaPattern = "/live/{file}";

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var (row, attack) in Applying) cells.Add(row.ToString(), attack.Name);
        return cells;
    }

    public static TheoryData<string, string> RtmpCells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var action in (string[])["play", "publish"])
            foreach (var token in (string[])["none", "own play", "own push", "admin"]) cells.Add(action, token);
        return cells;
    }

    private static IEnumerable<(MatrixRow Row, Attack Attack)> Applying =>
        from row in MatrixRows.All
        from attack in Attacks.All
        where attack.AppliesTo(row)
        select (row, attack);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Endpoint_UnderAttack_ShowsAndChangesNothingOfTheOtherApp(string endpoint, string attack)
    {
        var (row, tried) = Applying.Single(cell => cell.Row.ToString() == endpoint && cell.Attack.Name == attack);
        var before = row.Changes ? await world.SnapshotAsync() : "";

        await tried.RunAsync(world, row);

        if (row.Changes) Assert.Equal(before, await world.SnapshotAsync());
    }

    /// <summary>RTMP has no routes: play and publish, each with every token that is not of the stream. Refused in the words that a stream of nobody's is.</summary>
    [Theory]
    [MemberData(nameof(RtmpCells))]
    public async Task Rtmp_UnderAttack_IsRefusedLikeAStreamOfNobody(string action, string token)
    {
        var sent = token switch { "none" => "", "own play" => world.Attacker.PlayToken, "own push" => world.Attacker.PushToken, _ => world.Attacker.Admin };
        var theirs = await RtmpRefusalAsync(action, world.Victim.StreamId, sent);
        var nobodys = await RtmpRefusalAsync(action, Places.Nobody.StreamId, sent);

        Assert.Contains("signature_invalid", theirs, StringComparison.Ordinal);
        Assert.Equal(nobodys, theirs);
    }

    [Fact]
    public void Matrix_EveryEndpointOfTheServer_HasARow()
    {
        var rows = MatrixRows.All.Select(row => (row.Method, row.Pattern)).ToHashSet();
        var live = world.Endpoints.Where(endpoint => !FileTypes.Any(endpoint.Pattern.EndsWith) && endpoint.Method != "HEAD").ToHashSet();

        Assert.DoesNotContain(live, endpoint => endpoint.Pattern != MediaPattern && !rows.Contains(endpoint));
        Assert.Contains(live, endpoint => endpoint.Pattern == MediaPattern);
    }

    [Fact]
    public void Matrix_EveryRow_IsAttacked()
    {
        var cells = Applying.ToArray();

        Assert.Empty(MatrixRows.All.Except(cells.Select(cell => cell.Row)));
        Assert.Empty(Attacks.All.Except(cells.Select(cell => cell.Attack)));
        output.WriteLine($"{cells.Length} cells: {MatrixRows.All.Length} endpoints, {Attacks.All.Length} attacks; and {RtmpCells().Count} of RTMP");
    }

    // What ffmpeg was told, without what it was asked.
    private async Task<string> RtmpRefusalAsync(string action, string streamId, string token)
    {
        var url = $"{world.RtmpServer}/{streamId}?token={token}";
        string[] arguments = action == "play" ? ["-i", url, "-t", "1", "-f", "null", "-"] : ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=5", "-t", "1", "-f", "flv", url];
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Tool.RunAsync(ToolDeadline, "ffmpeg", ["-v", "error", .. arguments]));
        return string.Join('\n', refusal.Message.Split('\n').Where(line => line.Contains("Server error", StringComparison.Ordinal)).Select(line => line[line.IndexOf("Server", StringComparison.Ordinal)..]));
    }
}
