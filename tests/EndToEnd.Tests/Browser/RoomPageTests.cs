using System.Net.Http.Json;
using Microsoft.Playwright;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>The room page against a stream that ffmpeg pushes.</summary>
[Collection(Chromium.Collection)]
public sealed class RoomPageTests(Chromium chromium, ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task Room_LivePush_PlaysForTwentySeconds()
    {
        var room = await LiveRoom.OpenAsync(host.Anchor, "watched");
        await using var push = await room.PushClipAsync(repeats: 5);
        await room.EventAsync("stream.started");
        var page = await chromium.OpenAsync(1440, 900);
        var faults = new PageFaults(page);

        await page.SignInAsync(host.Running, "#/rooms/watched");
        await page.Locator(".stage[data-state=live]").WaitForAsync();

        await Viewing.AssertPlaysForTwentySecondsAsync(page, ".stage video");
        await Pictures.KeepAsync(page, "room");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Room_PublisherLeavesAndReturns_PictureGoesOn()
    {
        var room = await LiveRoom.OpenAsync(host.Anchor, "returning");
        var first = await room.PushClipAsync(repeats: 5);
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host.Running, "#/rooms/returning");
        var picture = await Pictures.OtherThanAsync(page, ".stage video", 0);

        await first.DisposeAsync();
        await page.Locator(".stage:not([data-state=live])").WaitForAsync();
        await using var second = await room.PushClipAsync(repeats: 5);

        await page.Locator(".stage[data-state=live]").WaitForAsync();
        await Pictures.OtherThanAsync(page, ".stage video", picture);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Members_MoreThanAreNamed_ShowASampleTheRestAndThePeak()
    {
        await LiveRoom.OpenAsync(host.Anchor, "crowded");
        foreach (var number in Enumerable.Range(1, 203))
            (await host.Anchor.PostAsJsonAsync("/v1/rooms/crowded/members", new { user = $"guest-{number}" })).EnsureSuccessStatusCode();
        (await host.Anchor.DeleteAsync("/v1/rooms/crowded/members/guest-7")).EnsureSuccessStatusCode();

        var page = await host.OpenRoomAsync(chromium, "crowded", "anna");

        await page.GetByText("Members · 202 people, 203 at most").WaitForAsync();
        await page.GetByText("and 2 more").WaitForAsync();
        Assert.Equal(200, await page.Locator(".members li").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Room_ClosedFromThePage_AsksFirstAndShowsClosed()
    {
        await LiveRoom.OpenAsync(host.Anchor, "closing");
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host.Running, "#/rooms/closing");

        await page.GetByRole(AriaRole.Button, new() { Name = "Close room" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close room" }).ClickAsync();

        await page.Locator(".stage[data-state=closed]").WaitForAsync();
        await page.Context.CloseAsync();
    }
}
