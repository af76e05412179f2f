using System.Diagnostics;
using System.Net;
using System.Text;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Files;

/// <summary>The scanner of docs/files.md, run by Node.</summary>
public sealed class ScannerExampleTests : IAsyncLifetime
{
    private const string Secret = "the scanner's secret";

    private readonly TemporaryDirectory folder = new();
    private readonly FileHost files = new();
    private readonly int port = FreePort.Find();
    private Process node = null!;

    // Both need the other's address: the scanner is told it with each question's path, and so the server is first.
    public async Task InitializeAsync()
    {
        await files.StartAsync(
            ("Apps:shop:Hooks:BeforeFile:Url", $"http://127.0.0.1:{port}/"), ("Apps:shop:Webhooks:Secret", Secret), ("Webhooks:AllowedNetworks", "127.0.0.0/8"));
        var script = Path.Combine(folder.Path, "scanner.mjs");
        await File.WriteAllTextAsync(script, DocumentedExample.Read("files.md", "js"));
        var start = new ProcessStartInfo("node", script) { RedirectStandardOutput = true };
        start.Environment["ROOMS"] = files.Host.Address.ToString().TrimEnd('/');
        start.Environment["SECRET"] = Secret;
        start.Environment["PORT"] = $"{port}";
        // In place of ClamAV, with its exit codes: 0 clean, 1 found.
        start.Environment["SCAN"] = "! grep -q EICAR";
        node = Process.Start(start)!;
        Assert.Equal($"scanning on {port}", await node.StandardOutput.ReadLineAsync().WaitAsync(Deadline.Generous));
    }

    public async Task DisposeAsync()
    {
        node.Kill();
        await node.WaitForExitAsync();
        node.Dispose();
        await files.DisposeAsync();
        folder.Delete();
    }

    [Fact]
    public async Task Upload_CleanAndInfected_AreToldApart()
    {
        (await files.SendAsync(SampleFiles.Png)).Expect(HttpStatusCode.Created);
        var refused = await files.SendAsync([.. SampleFiles.Gif, .. Encoding.ASCII.GetBytes("EICAR")], "image/gif");

        refused.AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.FileRefused);
        Assert.Equal("the scanner found something", refused.Detail);
    }

    [Fact]
    public async Task Question_OfSomebodyElse_IsRefused()
    {
        using var http = new HttpClient();
        using var content = new StringContent("""{"data": {"path": "/v1/files/incoming/x"}}""");

        using var answer = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/"), content);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
