using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>People in one room, each in a browser of their own, over <c>/ws</c> and the module that is served to everybody.</summary>
[Collection(Chromium.Collection)]
public sealed partial class ChatTests(Chromium chromium, ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task Chat_TwoBrowsers_ReadEachOther()
    {
        await LiveRoom.OpenAsync(host.Anchor, "chatting");
        var wide = await host.OpenRoomAsync(chromium, "chatting", "anna");
        var phone = await host.OpenRoomAsync(chromium, "chatting", "bella", 390, 844);
        var faults = new PageFaults(wide);

        await wide.SayAsync("Hello from here");
        await phone.ReadAsync("anna Hello from here");
        await phone.SayAsync("And from <b>there</b>");
        await wide.ReadAsync("bella And from <b>there</b>");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await wide.ReadAsync("bella joined");
        await wide.Locator(".members li", new() { HasText = "bella" }).WaitForAsync();
        await wide.GetByText("Members · 1 person, 1 at most").WaitForAsync();

        await Pictures.KeepAsync(wide, "chat");
        await Pictures.KeepAsync(phone, "chat-phone");
        await Viewing.AssertFitsAsync(phone);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await wide.GetByText("Members · 0 people, 1 at most").WaitForAsync();
        faults.AssertNone();
        await wide.Context.CloseAsync();
        await phone.Context.CloseAsync();
    }

    [Fact]
    public async Task Chat_ConnectionCut_GoesOnWithoutLossOrDouble()
    {
        await LiveRoom.OpenAsync(host.Anchor, "cut");
        var page = await host.OpenRoomAsync(chromium, "cut", "cora");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await page.ReadAsync("cora joined");
        await page.SayAsync("before");

        await page.Context.SetOfflineAsync(true);
        await host.CutAsync("cora");
        await page.Locator(".feed-box[data-link=connecting]").WaitForAsync();
        await page.EnterAsync("said while away");
        string[] missed = [.. Enumerable.Range(1, 20).Select(number => $"missed {number}")];
        foreach (var text in missed) await host.SayAsync("cut", text);
        await page.Context.SetOfflineAsync(false);

        await page.Locator(".send-state[data-state=sent]").WaitForAsync();
        await host.CutAsync("cora");
        await page.SayAsync("after");
        await page.ReadAsync("after");
        Assert.Equal(["before", .. missed, "said while away", "after"], await page.TextsAsync());
        // The history has no such lines: the feed went on after its last number and did not begin anew.
        Assert.Equal(1, await page.Locator(".line.system", new() { HasText = "cora joined" }).CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Chat_NoSocketOpens_GoesByLongPolling()
    {
        await LiveRoom.OpenAsync(host.Anchor, "polled");
        var page = await chromium.OpenAsync(1200, 800);
        await page.RouteWebSocketAsync(new Regex("/ws$"), socket => socket.CloseAsync());
        await host.SayAsync("polled", "before");

        await page.SignInAsync(host.Running, "#/rooms/polled", "dora");
        await page.Locator(".feed-box[data-link=polling]").WaitForAsync();
        await page.SayAsync("from here");
        await host.SayAsync("polled", "from there");

        await page.ReadAsync("anna from there");
        Assert.Equal(["before", "from here", "from there"], await page.TextsAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Composer_RoomIsBusy_CountsDownAndKeepsTheText()
    {
        await LiveRoom.OpenAsync(host.Anchor, "busy");
        (await host.Anchor.PatchAsJsonAsync("/v1/rooms/busy", new { budget = 5 })).EnsureSuccessStatusCode();
        var page = await host.OpenRoomAsUserAsync(chromium, "busy", "bob");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await page.ReadAsync("bob joined");

        await UntilBusyAsync(page);
        Assert.Equal("Is anybody there?", await page.Box().InputValueAsync());
        await page.Locator(".send-state[data-state=ready]").WaitForAsync();
        await page.SayAsync("Is anybody there?");

        await page.ReadAsync("bob Is anybody there?");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Menu_RecallsAMessageAndMutesItsAuthor_WhoIsThenRefused()
    {
        await LiveRoom.OpenAsync(host.Anchor, "moderated");
        using var bob = await host.Running.ClientAsync("bob", "user");
        using var joined = await bob.PostAsJsonAsync("/v1/rooms/moderated/members", new { });
        using var said = await bob.PostAsJsonAsync("/v1/rooms/moderated/messages", new { text = "Buy from me instead" });
        said.EnsureSuccessStatusCode();
        var page = await host.OpenRoomAsync(chromium, "moderated", "anna");
        var reader = await host.OpenRoomAsync(chromium, "moderated", "bella");

        await ChooseAsync(page, "Take this message back");
        await reader.Locator(".line.recalled", new() { HasText = "bob This message was taken back." }).WaitForAsync();
        await ChooseAsync(page, "Mute for 10 minutes");
        await reader.ReadAsync("bob was muted");
        await Pictures.KeepAsync(page, "chat-muted");
        using var refused = await bob.PostAsJsonAsync("/v1/rooms/moderated/messages", new { text = "Once more" });
        await reader.ReloadAsync();

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        await reader.ReadAsync("bob This message was taken back.");
        Assert.DoesNotContain("Buy from me instead", await reader.ContentAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
        await reader.Context.CloseAsync();
    }

    [Fact]
    public async Task GiftsAndLikes_OfSomebodyElse_AreSeenToCome()
    {
        await LiveRoom.OpenAsync(host.Anchor, "lively");
        var giver = await host.OpenRoomAsync(chromium, "lively", "anna");
        var reader = await host.OpenRoomAsync(chromium, "lively", "bella");

        await giver.GetByLabel("How many").FillAsync("2");
        var combo = await reader.PassingAsync(".gift-thing");
        await giver.GetByRole(AriaRole.Button, new() { Name = "Give" }).ClickAsync();
        await reader.ReadAsync("anna gave rose × 2");
        await combo;
        await reader.WaitForFunctionAsync("() => !document.querySelector('.gift-thing')");
        var heart = await reader.PassingAsync(".like .floating");
        await giver.GetByRole(AriaRole.Button, new() { Name = "Like" }).ClickAsync(new() { ClickCount = 3 });
        await heart;

        await reader.WaitForFunctionAsync("() => document.querySelector('.like').textContent === '3'");
        await giver.WaitForFunctionAsync("() => document.querySelector('.like').textContent === '3'");
        Assert.Equal(3, (int)(await host.Anchor.GetFromJsonAsync<JsonNode>("/v1/rooms/lively"))!["counters"]!["likes"]!);
        Assert.Equal("2", await reader.Locator(".figure[title=gifts] strong").TextContentAsync());
        await giver.Context.CloseAsync();
        await reader.Context.CloseAsync();
    }

    [Fact]
    public async Task PinnedCard_IsChanged_ShowsAtOnceWithPicturesOfThisServerOnly()
    {
        await LiveRoom.OpenAsync(host.Anchor, "cards");
        var ends = DateTimeOffset.UtcNow.AddMinutes(9);
        object pan = new { id = "pan", title = "Iron pan", price = "39.90 EUR", image = new Uri(host.Running.Address, "/favicon.svg"), endsAt = ends };
        object pot = new { id = "pot", title = "<i>Pot</i>", image = "http://pictures.example/pot.png" };
        await host.PinAsync("cards", "pan", pan, pot);
        var page = await host.OpenRoomAsync(chromium, "cards", "anna");
        var faults = new PageFaults(page);

        await page.WaitForFunctionAsync("() => /^8:\\d\\d$/.test(document.querySelector('.pinned time').textContent)");
        await page.WaitForFunctionAsync("() => document.querySelector('.pinned img').naturalWidth > 0");
        await host.PinAsync("cards", "pot", pan, pot);
        await page.Locator(".pinned h3", new() { HasText = "<i>Pot</i>" }).WaitForAsync();
        Assert.Equal(0, await page.Locator(".pinned img").CountAsync());
        await host.PinAsync("cards", null, pan, pot);

        await page.Locator(".pinned").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task History_LatePage_ReadsBackToTheBeginningAlsoOfAClosedRoom()
    {
        await LiveRoom.OpenAsync(host.Anchor, "late");
        string[] said = [.. Enumerable.Range(1, 70).Select(number => string.Create(CultureInfo.InvariantCulture, $"word {number}"))];
        foreach (var text in said) await host.SayAsync("late", text);

        var page = await host.OpenRoomAsync(chromium, "late", "anna");
        await page.ReadAsync("word 70");
        Assert.Equal(said[20..], await page.TextsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Earlier messages" }).ClickAsync();
        await page.Locator(".feed-earlier").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal(said, await page.TextsAsync());
        (await host.Anchor.DeleteAsync("/v1/rooms/late")).EnsureSuccessStatusCode();
        await page.Locator(".stage[data-state=closed]").WaitForAsync();
        await page.ReloadAsync();

        await page.ReadAsync("word 70");
        Assert.Equal(said[20..], await page.TextsAsync());
        await page.Context.CloseAsync();
    }

    private static async Task ChooseAsync(IPage page, string choice)
    {
        await page.Locator(".who-menu[data-user=bob]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
    }

    /// <summary>Gifts always pass and use the room's budget up, which fills again within seconds: until the message is met by none.</summary>
    private async Task UntilBusyAsync(IPage page)
    {
        using var deadline = new CancellationTokenSource(Chromium.Deadline);
        while (true)
        {
            await page.EvaluateAsync("""
                () => {
                  const state = document.querySelector('.send-state');
                  window.outcome = null;
                  new MutationObserver(() => { if (/waiting|sent/.test(state.dataset.state)) window.outcome ??= state.textContent; }).observe(state, { attributes: true, childList: true });
                }
                """);
            for (var gift = 0; gift < 12; gift++) (await host.Anchor.PostAsJsonAsync("/v1/rooms/busy/gifts", new { gift = "rose" }, deadline.Token)).EnsureSuccessStatusCode();
            await page.EnterAsync("Is anybody there?");
            await page.WaitForFunctionAsync("() => window.outcome");
            if (Countdown().IsMatch(await page.EvaluateAsync<string>("() => window.outcome"))) return;
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    [GeneratedRegex(@"^The room carries 5 messages a second\. Wait a moment, then try again\. Again in \d s\.$")]
    private static partial Regex Countdown();
}
