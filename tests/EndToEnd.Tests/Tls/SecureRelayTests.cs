using Rooms.EndToEnd.Tests.Live;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>A media node in a process of its own that reaches the gateway over wss://, signed by an authority that only a file names.</summary>
public sealed class SecureRelayTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly CertificateFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task RelayUnderTls_AuthorityInAFile_IsANodeWithSecureUrls()
    {
        await using var control = await RunningHost.StartAsync(null, files.Arguments);
        await using var relay = await StartRelayAsync(control,
            [.. files.Arguments, "--Rtmp:TlsPort", $"{FreePort.Find()}", "--Control:CertificateAuthority", files.Root]);
        using var anchor = await control.ClientAsync("anna", "anchor");
        await Nodes.ConnectedAsync(control, "relay-2");
        var room = await LiveRoom.OpenAsync(anchor, "far", "relay-2");
        await using var push = await room.PushClipAsync();
        await room.EventAsync("stream.started");

        var flv = await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-tls_verify", "1", "-ca_file", files.Root, "-i", room.Play("flv"),
            "-t", "2", "-map", "0:v", "-c", "copy", "-f", "framehash", "-");

        Assert.StartsWith("rtmps://127.0.0.1:", room.PushUrl, StringComparison.Ordinal);
        Assert.StartsWith($"https://127.0.0.1:{relay.Address.Port}/", room.Play("flv"), StringComparison.Ordinal);
        Assert.True(Packets.Parse(flv, "video").Length >= 45);
    }

    [Fact]
    public async Task AuthorityNotNamed_RelayIsNoNodeAndSaysWhy()
    {
        await using var control = await RunningHost.StartAsync(null, files.Arguments);
        await using var relay = await StartRelayAsync(control, ["--urls", "http://127.0.0.1:0"]);

        using var deadline = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!relay.Output.Contains("No connection to wss://", StringComparison.Ordinal)) await pause.WaitForNextTickAsync(deadline.Token);

        Assert.Contains("certificate", relay.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(await Nodes.AllAsync(control), node => (string?)node!["id"] == "relay-2");
    }

    [Fact]
    public async Task AuthorityFileMissing_IsOneLineThatNamesTheKey()
    {
        var data = Directory.CreateTempSubdirectory("rooms-relay-").FullName;

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningHost.StartRoleAsync(data,
            ["--role", "relay", "--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", "--Control:Url", "wss://127.0.0.1:1/control", "--Control:Secret", "s",
                "--Control:CertificateAuthority", "/nowhere/root.pem"]));

        Assert.Contains("Rooms cannot start: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Control:CertificateAuthority = '/nowhere/root.pem'", refusal.Message, StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
    }

    private static Task<RunningHost> StartRelayAsync(RunningHost control, string[] arguments) => RunningHost.StartRoleAsync(null,
    [
        "--role", "relay", "--Rtmp:Port", "0", "--Node:Id", "relay-2", "--Node:PublicHost", "127.0.0.1", "--Control:Secret", RunningHost.ControlSecret,
        "--Control:Url", new UriBuilder(control.Address) { Scheme = "wss", Path = "/control" }.Uri.ToString(), .. arguments,
    ]);
}
