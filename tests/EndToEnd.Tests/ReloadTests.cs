using System.Net;
using System.Net.Http.Json;

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
