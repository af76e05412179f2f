using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>Players of others, on a page of another origin.</summary>
[Collection(Chromium.Collection)]
public sealed class ForeignPlayerTests(Chromium chromium) : IAsyncLifetime
{
    private ClientPages pages = null!;
    private RunningHost host = null!;
    private HttpClient anchor = null!;

    public async Task InitializeAsync()
    {
        pages = await ClientPages.StartAsync();
        host = await RunningHost.StartAsync(null, "--Cors:Origins:0", pages.Origin);
        anchor = await host.ClientAsync("anna", "anchor");
    }

    [Theory]
    [InlineData("flv", "flv.html")]
    [InlineData("wsflv", "flv.html")]
    [InlineData("hls", "hls.html")]
    public async Task Player_OnAnotherOrigin_Plays(string form, string client)
    {
        var room = await LiveRoom.OpenAsync(anchor, $"foreign-{form}");
        await using var push = await room.PushClipAsync(repeats: 5);
        await room.EventAsync("stream.started");
        var page = await chromium.OpenAsync(800, 600);

        await page.GotoAsync($"{pages.Origin}/{client}?url={Uri.EscapeDataString(room.Play(form))}");

        var picture = await Pictures.OtherThanAsync(page, "video", 0);
        var from = await Pictures.PositionAsync(page, "video");
        await Pictures.PlayedToAsync(page, "video", from + 5);
        await Pictures.OtherThanAsync(page, "video", picture);
        Assert.Equal("", await page.Locator("#error").TextContentAsync());
        await Pictures.KeepAsync(page, $"foreign-{form}");
        await page.Context.CloseAsync();
    }

    public async Task DisposeAsync()
    {
        anchor.Dispose();
        await host.DisposeAsync();
        await pages.DisposeAsync();
    }
}
