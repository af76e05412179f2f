using System.Net.Http.Json;
using Microsoft.Playwright;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>People in one room, each in a browser of their own, and the operator who looks at how messages go out.</summary>
[Collection(Chromium.Collection)]
public sealed class ChatTests(Chromium chromium) : IAsyncLifetime
{
    private RunningHost host = null!;
    private HttpClient anchor = null!;

    public async Task InitializeAsync()
    {
        host = await RunningHost.StartAsync();
        anchor = await host.ClientAsync("anna", "anchor");
    }

    public async Task DisposeAsync()
    {
        anchor.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Chat_TwoBrowsers_ReadEachOther_BesideThePinnedCard()
    {
        await LiveRoom.OpenAsync(anchor, "chatting");
        using var cards = await anchor.PutAsJsonAsync("/v1/rooms/chatting/cards", new { cards = new[] { new { id = "pan", title = "Iron pan", price = "39.90 EUR", endsAt = DateTimeOffset.UtcNow.AddMinutes(9) } }, pinned = "pan" });
        cards.EnsureSuccessStatusCode();
        var (wide, phone) = (await chromium.OpenAsync(1200, 800), await chromium.OpenAsync(390, 844));
        var faults = new PageFaults(wide);
        await wide.SignInAsync(host, "#/rooms/chatting");
        await phone.SignInAsync(host, "#/rooms/chatting", "bella");

        await SayAsync(wide, "Hello from here");
        await phone.Locator(".line.message", new() { HasText = "anna Hello from here" }).WaitForAsync();
        await SayAsync(phone, "And from there");
        await wide.Locator(".line.message", new() { HasText = "bella And from there" }).WaitForAsync();

        await wide.Locator(".pinned", new() { HasText = "Iron pan" }).WaitForAsync();
        await wide.WaitForFunctionAsync("() => /^8:\\d\\d$/.test(document.querySelector('.pinned time').textContent)");
        await Pictures.KeepAsync(wide, "chat");
        await Pictures.KeepAsync(phone, "chat-phone");
        await Viewing.AssertFitsAsync(phone);
        faults.AssertNone();
        await wide.Context.CloseAsync();
        await phone.Context.CloseAsync();
    }

    [Fact]
    public async Task Composer_RoomIsBusy_SaysSoAndKeepsTheText()
    {
        await LiveRoom.OpenAsync(anchor, "busy");
        var page = await chromium.OpenAsync(1200, 800);
        await page.RouteAsync("**/v1/rooms/busy/messages*", route => route.FulfillAsync(new()
        {
            Status = 429,
            ContentType = "application/problem+json",
            Body = """{"type": "urn:rooms:error:room_busy", "title": "The room is busy", "status": 429, "code": "room_busy", "detail": "too much is said here"}""",
        }));
        await page.SignInAsync(host, "#/rooms/busy");

        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Is anybody there?");
        await page.GetByLabel("Message", new() { Exact = true }).PressAsync("Enter");

        await page.Locator(".send-state[data-state=refused]", new() { HasText = "Too much is said here" }).WaitForAsync();
        Assert.Equal("Is anybody there?", await page.GetByLabel("Message", new() { Exact = true }).InputValueAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Menu_MutesAUser_WhoIsThenRefused()
    {
        await LiveRoom.OpenAsync(anchor, "moderated");
        using var bob = await host.ClientAsync("bob", "user");
        using var joined = await bob.PostAsJsonAsync("/v1/rooms/moderated/members", new { });
        using var said = await bob.PostAsJsonAsync("/v1/rooms/moderated/messages", new { text = "Buy from me instead" });
        said.EnsureSuccessStatusCode();
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host, "#/rooms/moderated");

        await page.Locator(".who-menu[data-user=bob]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mute for 10 minutes" }).ClickAsync();
        await page.Locator(".line.system", new() { HasText = "bob was muted" }).WaitForAsync();
        await Pictures.KeepAsync(page, "chat-muted");
        using var refused = await bob.PostAsJsonAsync("/v1/rooms/moderated/messages", new { text = "Once more" });

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Inspector_AFollowedRoom_ShowsItsSubscriberAndDeliveries()
    {
        await LiveRoom.OpenAsync(anchor, "followed");
        using var socket = await FollowAsync("followed");
        var page = await chromium.OpenAsync(1440, 900);
        var faults = new PageFaults(page);
        await page.SignInAsync(host, "#/nodes");
        await page.GetByLabel("Admin secret").FillAsync(RunningHost.AdminSecret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as operator" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Messages" }).ClickAsync();

        await page.Locator("[data-table='Feeds with most subscribers'] tr", new() { HasText = "room shop/followed" }).WaitForAsync();
        var delivered = page.WaitForFunctionAsync("() => /^[1-9]/.test(document.querySelector('[data-figure=Deliveries]').textContent)");
        while (!delivered.IsCompleted) using (await anchor.PostAsJsonAsync("/v1/rooms/followed/messages", new { text = "still here" })) await Task.WhenAny(delivered, socket.NextAsync());
        await delivered;

        await Pictures.KeepAsync(page, "inspector");
        await page.SetViewportSizeAsync(390, 844);
        await Viewing.AssertFitsAsync(page);
        await Pictures.KeepAsync(page, "inspector-phone");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    private async Task<SocketReader> FollowAsync(string room)
    {
        var socket = new SocketReader();
        await socket.OpenAsync(host.Address, $$"""{"op": "hello", "token": "{{anchor.DefaultRequestHeaders.Authorization!.Parameter}}", "subscribe": [{"room": "{{room}}", "after": 0}]}""");
        return socket;
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await page.GetByLabel("Message", new() { Exact = true }).PressAsync("Enter");
        await page.Locator(".send-state[data-state=sent]").WaitForAsync();
    }
}
