using System.Net.Http.Json;
using Microsoft.Playwright;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>The room page against a stream that ffmpeg pushes.</summary>
[Collection(Chromium.Collection)]
public sealed class RoomPageTests(Chromium chromium) : IAsyncLifetime
{
    private RunningHost host = null!;
    private HttpClient anchor = null!;

    public async Task InitializeAsync()
    {
        host = await RunningHost.StartAsync();
        anchor = await host.ClientAsync("anna", "anchor");
    }

    [Fact]
    public async Task Room_LivePush_PlaysForTwentySeconds()
    {
        var room = await LiveRoom.OpenAsync(anchor, "watched");
        await using var push = await room.PushClipAsync(repeats: 5);
        await room.EventAsync("stream.started");
        var page = await chromium.OpenAsync(1440, 900);
        var faults = new PageFaults(page);

        await page.SignInAsync(host, "#/rooms/watched");
        await page.Locator(".stage[data-state=live]").WaitForAsync();

        await Viewing.AssertPlaysForTwentySecondsAsync(page, ".stage video");
        await Pictures.KeepAsync(page, "room");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Room_PublisherLeavesAndReturns_PictureGoesOn()
    {
        var room = await LiveRoom.OpenAsync(anchor, "returning");
        var first = await room.PushClipAsync(repeats: 5);
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host, "#/rooms/returning");
        var picture = await Pictures.OtherThanAsync(page, ".stage video", 0);

        await first.DisposeAsync();
        await page.Locator(".stage:not([data-state=live])").WaitForAsync();
        await using var second = await room.PushClipAsync(repeats: 5);

        await page.Locator(".stage[data-state=live]").WaitForAsync();
        await Pictures.OtherThanAsync(page, ".stage video", picture);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Room_LikeGiftMessage_AreCountedAndToldInTheFeed()
    {
        await LiveRoom.OpenAsync(anchor, "lively");
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host, "#/rooms/lively");

        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Like" }).ClickAsync(new() { ClickCount = 3 }),
            answer => answer.Ok && answer.Url.EndsWith("/likes", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Give" }).ClickAsync();
        await page.GetByLabel("Message").FillAsync("<i>Good evening</i>");
        await page.GetByLabel("Message").PressAsync("Enter");

        await page.Locator(".line.gift", new() { HasText = "anna gave rose" }).WaitForAsync();
        await page.Locator(".line.message", new() { HasText = "<i>Good evening</i>" }).WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.like').textContent === '3'");
        var likes = (await anchor.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>("/v1/rooms/lively"))!["counters"]!["likes"]!;
        Assert.Equal(3, (int)likes);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Room_ClosedFromThePage_AsksFirstAndShowsClosed()
    {
        await LiveRoom.OpenAsync(anchor, "closing");
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host, "#/rooms/closing");

        await page.GetByRole(AriaRole.Button, new() { Name = "Close room" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close room" }).ClickAsync();

        await page.Locator(".stage[data-state=closed]").WaitForAsync();
        await page.Context.CloseAsync();
    }

    public async Task DisposeAsync()
    {
        anchor.Dispose();
        await host.DisposeAsync();
    }
}
