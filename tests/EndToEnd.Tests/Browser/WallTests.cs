namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>The demo as a newcomer sees it: no sign-in, two rooms, pictures that move.</summary>
[Collection(Chromium.Collection)]
public sealed class WallTests(Chromium chromium) : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() =>
        host = await RunningHost.StartRoleAsync(null, ["--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", "--Demo", "true"]);

    [Fact]
    public async Task Wall_TheDemo_SignsInByItselfAndShowsMovingPictures()
    {
        var page = await chromium.OpenAsync(1440, 900);
        var faults = new PageFaults(page);
        await page.GotoAsync(host.Address.ToString());

        foreach (var room in new[] { "demo-1", "demo-2" })
        {
            var tile = $"[data-room={room}] .picture";
            var picture = await Pictures.OtherThanAsync(page, tile, 0);
            await page.Locator($"[data-room={room}][data-picture]").WaitForAsync();
            var seen = await page.Locator(tile).ScreenshotAsync();
            await Pictures.OtherThanAsync(page, tile, picture);
            Assert.NotEqual(seen, await page.Locator(tile).ScreenshotAsync());
        }

        await page.WaitForFunctionAsync("() => /\\d [kM]b\\/s/.test(document.querySelector('[data-room=demo-1] .rate').textContent)");
        await Pictures.KeepAsync(page, "wall");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Wall_PhoneWidth_FitsWithoutHorizontalScroll()
    {
        var page = await chromium.OpenAsync(360, 740);
        await page.GotoAsync(host.Address.ToString());

        await Pictures.OtherThanAsync(page, "[data-room=demo-1] .picture", 0);
        await Viewing.AssertFitsAsync(page);
        await Pictures.KeepAsync(page, "wall-phone");
        await page.Locator("[data-room=demo-1]").ClickAsync();
        await page.Locator(".stage[data-state=live]").WaitForAsync();
        await Viewing.AssertFitsAsync(page);

        await Pictures.KeepAsync(page, "room-phone");
        await page.Context.CloseAsync();
    }

    public async Task DisposeAsync() => await host.DisposeAsync();
}
