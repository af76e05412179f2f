using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Tenants;

namespace Rooms.EndToEnd.Tests;

/// <summary>An operator edits the configuration of a server that runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string Secret = "a-secret-for-the-new-shop-0123456789";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("rooms-reload-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Config_AppIsAdded_SignsInWithoutARestartAndABadFileKeepsIt()
    {
        var file = Path.Combine(folder, "rooms.json");
        await File.WriteAllTextAsync(file, "{}");
        await using var host = await RunningHost.StartAsync(null, "--Config:File", file, "--Config:ReloadSeconds", "1");
        var before = await SignInAsync(host);

        await File.WriteAllTextAsync(file, $$$"""{"Apps": {"newshop": {"Secret": "{{{Secret}}}"} } }""");
        await UntilAsync(async () => await SignInAsync(host) == HttpStatusCode.OK);
        await File.WriteAllTextAsync(
            file, """{"Apps": {}, "Limits": {"BodyBytes": "many", "RequestsPerSecondPerUser": 0}, "Rtmp": {"TlsPort": 1936}, "Storage": {"PostgreSql": "Host=db"}}""");
        await UntilAsync(() => Task.FromResult(host.Output.Contains("the old one stays in use", StringComparison.Ordinal)));
        var after = await SignInAsync(host);

        Assert.Equal(HttpStatusCode.Unauthorized, before);
        Assert.Equal(HttpStatusCode.OK, after);
        Assert.Contains("Limits:BodyBytes = 'many'", host.Output, StringComparison.Ordinal);
        Assert.Contains("Limits:RequestsPerSecondPerUser = '0'", host.Output, StringComparison.Ordinal);
        Assert.Contains("Rtmp:TlsPort = '1936'", host.Output, StringComparison.Ordinal);
        Assert.Contains("Storage:PostgreSql = '(hidden)'", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_AppIsRemoved_EndsAllThatItHas()
    {
        var file = Path.Combine(folder, "rooms.json");
        await File.WriteAllTextAsync(file, $$$"""{"Apps": {"newshop": {"Secret": "{{{Secret}}}"} } }""");
        await using var host = await RunningHost.StartAsync(null, "--Config:File", file, "--Config:ReloadSeconds", "1");
        await using var app = await AppInUse.OpenAsync(host, "newshop", Secret);
        var before = await app.AnswersAsync();

        await File.WriteAllTextAsync(file, "{}");

        await UntilAsync(async () => (await app.AnswersAsync()).All(answer => answer == HttpStatusCode.Unauthorized));
        Assert.All(before, answer => Assert.Equal(HttpStatusCode.OK, answer));
        await app.AssertIsOffAirAsync();
    }

    [Fact]
    public async Task Delete_App_EndsAllThatItHas()
    {
        await using var host = await RunningHost.StartAsync();
        using var operators = await host.OperatorAsync();
        using var made = await operators.PostAsJsonAsync("/v1/apps", new { name = "newshop" });
        var secret = (string)(await made.Content.ReadFromJsonAsync<JsonNode>())!["secret"]!;
        await using var app = await AppInUse.OpenAsync(host, "newshop", secret);
        var before = await app.AnswersAsync();

        (await operators.DeleteAsync("/v1/apps/newshop")).EnsureSuccessStatusCode();
        var after = await app.AnswersAsync();

        Assert.All(before, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.All(after, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer));
        await app.AssertIsOffAirAsync();
    }

    [Fact]
    public async Task Config_QuotaChanges_HoldsWithoutARestart()
    {
        var file = Path.Combine(folder, "rooms.json");
        await File.WriteAllTextAsync(file, """{"Apps": {"shop": {"Quotas": {"Rooms": 1}}}}""");
        await using var host = await RunningHost.StartAsync(null, "--Config:File", file, "--Config:ReloadSeconds", "1");
        using var anchor = await host.ClientAsync("anna", "anchor");
        var first = await OpenAsync(anchor, "one");
        var refused = await OpenAsync(anchor, "two");

        await File.WriteAllTextAsync(file, """{"Apps": {"shop": {"Quotas": {"Rooms": 2}}}}""");
        await UntilAsync(async () => await OpenAsync(anchor, "two") == HttpStatusCode.Created);
        var third = await OpenAsync(anchor, "three");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict), (first, refused, third));
    }

    private static async Task<HttpStatusCode> OpenAsync(HttpClient anchor, string id)
    {
        using var answer = await anchor.PostAsJsonAsync("/v1/rooms", new { id, scene = "live", name = id });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> SignInAsync(RunningHost host)
    {
        using var answer = await host.Http.PostAsJsonAsync("/v1/tokens", new { app = "newshop", secret = Secret, user = "bea" });
        return answer.StatusCode;
    }

    // A file and a log give no signal to wait for. Below the limit of failed attempts an address.
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!await isSo()) await timer.WaitForNextTickAsync(deadline.Token);
    }
}
