using System.Net.WebSockets;
using System.Text;
using Rooms.EndToEnd.Tests.Live;
using Rooms.Host;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>The whole server under TLS, with real clients that check its certificate.</summary>
public sealed class HttpsTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private const string Request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private readonly CertificateFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task BadPair_OldStaysAndOneLineSaysWhy()
    {
        await using var host = await RunningHost.StartAsync(null, files.Arguments);
        const string Refusal = "The new certificate is not taken";

        await File.WriteAllTextAsync(files.Certificate, "half a file");
        await LineAsync(host, Refusal);
        var shown = await Stranger.ShownAsync(host.Address);
        files.Renew("third");
        await Wait.UntilAsync(async () => await Stranger.ShownAsync(host.Address) == "CN=third");

        Assert.Equal("CN=first", shown);
        Assert.Equal(1, CountOf(host, Refusal));
    }

    // Browsers come over HTTP/2 where they can (RFC 8441), scripts mostly over HTTP/1.1.
    [Theory]
    [InlineData("wsflv", "1.1", "FLV")]
    [InlineData("wsflv", "2.0", "FLV")]
    [InlineData("wsmp4", "1.1", "mime")]
    [InlineData("wsmp4", "2.0", "mime")]
    public async Task WebSocket_OverTls_SendsTheStream(string form, string version, string start)
    {
        await using var host = await RunningHost.StartAsync(null, files.Arguments);
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "wss");
        await using var push = await room.PushClipAsync();
        await room.EventAsync("stream.started");
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = new Version(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = RunningHost.Authority.Policy() } };
        using var invoker = new HttpMessageInvoker(handler);
        using var deadline = new CancellationTokenSource(Deadline);

        await socket.ConnectAsync(new Uri(room.Play(form)), invoker, deadline.Token);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, deadline.Token);

        Assert.StartsWith("wss://", room.Play(form), StringComparison.Ordinal);
        Assert.Contains(start, Encoding.ASCII.GetString(buffer, 0, Math.Min(received.Count, 16)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("\u0003")]
    public async Task NoTls_OnTheHttpsPort_ClosesAndOthersAreServed(string greeting)
    {
        await using var host = await RunningHost.StartAsync(null, files.Arguments);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Stranger.SendAsync(host.Address, greeting)));

        using var answer = await host.Http.GetAsync("/health/live");

        Assert.True(answer.IsSuccessStatusCode);
        foreach (var stranger in crowd) await stranger.ReadToEndAsync();
        Assert.DoesNotContain("fail:", host.Output, StringComparison.Ordinal);
    }

    // The head of a TLS record of 512 bytes, and a byte of it: a hello that never ends.
    [Fact]
    public async Task HalfHellos_100FromOneAddress_64StayForTheDeadlineAndOthersAreServed()
    {
        await using var host = await RunningHost.StartAsync(null, files.Arguments);
        var crowd = new List<Stranger>();
        for (var i = 0; i < 100; i++) crowd.Add(await Stranger.SendAsync(host.Address, "\u0016\u0003\u0001\u0002\u0000\u0001", from: "127.0.0.3"));

        await Wait.UntilAsync(() => crowd.Count(stranger => stranger.IsOpen) == 64);
        using var answer = await host.Http.GetAsync("/health/live");
        foreach (var stranger in crowd) await stranger.ReadToEndAsync();
        using var again = await Stranger.GreetAsync(host.Address, from: "127.0.0.3");

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Contains("HTTPS connections refused in the last second: rate_limited by address", host.Output, StringComparison.Ordinal);
        Assert.Equal("CN=first", again.ServerName);
    }

    // As browsers do that keep connections for later: who has asked once counts no more.
    [Fact]
    public async Task Connections_MoreThanMayBeHalfOpen_StayOnceTheyHaveAsked()
    {
        await using var host = await RunningHost.StartAsync(null, [.. files.Arguments, "--Limits:HalfOpenPerAddress", "2"]);
        var kept = new List<Stranger>();
        for (var i = 0; i < 6; i++)
        {
            var client = await Stranger.GreetAsync(host.Address);
            kept.Add(client);
            Assert.StartsWith("HTTP/1.1 200", await client.AskAsync(Request), StringComparison.Ordinal);
        }

        foreach (var client in kept)
        {
            Assert.StartsWith("HTTP/1.1 200", await client.AskAsync(Request), StringComparison.Ordinal);
            client.Dispose();
        }
    }

    [Fact]
    public async Task Start_MissingFile_IsOneLineThatNamesTheKey()
    {
        File.Delete(files.Key);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningHost.StartAsync(null, files.Arguments));

        Assert.Contains($"Rooms cannot start: Tls:Key = '{files.Key}': there is no such file", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"exit code {ExitCodes.Misconfigured} ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnlyHttpAddresses_ServesThemAndSaysSo()
    {
        await using var host = await RunningHost.StartAsync(null, [.. files.Arguments, "--urls", "http://127.0.0.1:0"]);

        using var answer = await host.Http.GetAsync("/health/live");

        Assert.True(answer.IsSuccessStatusCode);
        await LineAsync(host, "begins with https://, so HTTP and WebSockets are plain");
    }

    [Fact]
    public async Task Start_ExpiredCertificate_ServesAndSaysSo()
    {
        files.Renew("old", DateTimeOffset.UtcNow - TimeSpan.FromHours(1));

        await using var host = await RunningHost.StartAsync(null, files.Arguments);

        await LineAsync(host, "Clients refuse the certificate of CN=old now");
        Assert.Equal(Uri.UriSchemeHttps, host.Address.Scheme);
    }

    private static Task LineAsync(RunningHost host, string words) => Wait.UntilAsync(() => CountOf(host, words) > 0);

    private static int CountOf(RunningHost host, string words) => host.Output.Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal));
}
