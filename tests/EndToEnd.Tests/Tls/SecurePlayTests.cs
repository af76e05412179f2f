using System.Collections.Concurrent;
using Rooms.EndToEnd.Tests.Browser;
using Rooms.EndToEnd.Tests.Live;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>Chromium under TLS: the console's player over wss, and players of others over https.</summary>
[Collection(Chromium.Collection)]
public sealed class SecurePlayTests(Chromium chromium) : IAsyncLifetime, IDisposable
{
    private readonly CertificateFiles files = new();
    private ClientPages pages = null!;
    private RunningHost host = null!;
    private HttpClient anchor = null!;

    public async Task InitializeAsync()
    {
        pages = await ClientPages.StartAsync();
        host = await RunningHost.StartAsync(null, [.. files.Arguments, "--Rtmp:TlsPort", $"{FreePort.Find()}", "--Cors:Origins:0", pages.Origin]);
        anchor = await host.ClientAsync("anna", "anchor");
    }

    [Fact]
    public async Task RoomPage_OverHttps_PlaysOverWssForTwentySeconds()
    {
        var room = await LiveRoom.OpenAsync(anchor, "secure");
        await using var push = await room.PushClipAsync(repeats: 5);
        await room.EventAsync("stream.started");
        var page = await chromium.OpenAsync(1440, 900, acceptsAnyCertificate: true);
        var faults = new PageFaults(page);
        var sockets = new ConcurrentQueue<string>();
        page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);

        await page.SignInAsync(host, "#/rooms/secure");
        await page.Locator(".stage[data-state=live]").WaitForAsync();

        await Viewing.AssertPlaysForTwentySecondsAsync(page, ".stage video");
        Assert.StartsWith("rtmps://", room.PushUrl, StringComparison.Ordinal);
        Assert.NotEmpty(sockets);
        Assert.All(sockets, url => Assert.StartsWith("wss://", url, StringComparison.Ordinal));
        await Pictures.KeepAsync(page, "room-https");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("flv", "flv.html", "https://")]
    [InlineData("wsflv", "flv.html", "wss://")]
    [InlineData("hls", "hls.html", "https://")]
    public async Task PlayerOfAnotherOrigin_UnderTls_Plays(string form, string client, string scheme)
    {
        var room = await LiveRoom.OpenAsync(anchor, $"secure-{form}");
        await using var push = await room.PushClipAsync(repeats: 5);
        await room.EventAsync("stream.started");
        var page = await chromium.OpenAsync(800, 600, acceptsAnyCertificate: true);

        await page.GotoAsync($"{pages.Origin}/{client}?url={Uri.EscapeDataString(room.Play(form))}");

        Assert.StartsWith(scheme, room.Play(form), StringComparison.Ordinal);
        var picture = await Pictures.OtherThanAsync(page, "video", 0);
        var from = await Pictures.PositionAsync(page, "video");
        await Pictures.PlayedToAsync(page, "video", from + 5);
        await Pictures.OtherThanAsync(page, "video", picture);
        Assert.Equal("", await page.Locator("#error").TextContentAsync());
        await page.Context.CloseAsync();
    }

    public async Task DisposeAsync()
    {
        anchor.Dispose();
        await host.DisposeAsync();
        await pages.DisposeAsync();
    }

    public void Dispose() => files.Dispose();
}
