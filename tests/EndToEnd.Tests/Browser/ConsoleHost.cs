using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>One server for a class of browser tests; each makes rooms of its own.</summary>
public sealed class ConsoleHost : IAsyncLifetime
{
    public RunningHost Running { get; private set; } = null!;

    public HttpClient Anchor { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Running = await RunningHost.StartAsync();
        Anchor = await Running.ClientAsync("anna", "anchor", "admin");
    }

    public async Task DisposeAsync()
    {
        Anchor.Dispose();
        await Running.DisposeAsync();
    }

    /// <summary>A page of this room that hears what happens there.</summary>
    internal async Task<IPage> OpenRoomAsync(Chromium chromium, string room, string user, int width = 1200, int height = 800)
    {
        var page = await chromium.OpenAsync(width, height);
        await page.SignInAsync(Running, $"#/rooms/{room}", user);
        await page.Locator(".feed-box[data-link=open]").WaitForAsync();
        return page;
    }

    /// <summary>The same for a token without any rights over the room, as the demo's guests have it.</summary>
    internal async Task<IPage> OpenRoomAsUserAsync(Chromium chromium, string room, string user)
    {
        using var client = await Running.ClientAsync(user, "user");
        var session = new JsonObject
        {
            ["token"] = client.DefaultRequestHeaders.Authorization!.Parameter,
            ["app"] = RunningHost.App,
            ["user"] = user,
            ["roles"] = new JsonArray("user"),
        };
        var page = await chromium.OpenAsync(1200, 800);
        await page.AddInitScriptAsync($"sessionStorage.setItem('rooms.session', JSON.stringify({session.ToJsonString()}));");
        await page.GotoAsync(new Uri(Running.Address, $"#/rooms/{room}").ToString());
        await page.Locator(".feed-box[data-link=open]").WaitForAsync();
        return page;
    }

    /// <summary>The server closes every connection of the user.</summary>
    internal async Task CutAsync(string user)
    {
        var open = (await Anchor.GetFromJsonAsync<JsonNode>($"/v1/connections?user={user}"))!["connections"]!.AsArray();
        Assert.NotEmpty(open);
        foreach (var one in open) (await Anchor.DeleteAsync($"/v1/connections/{(string)one!["id"]!}")).EnsureSuccessStatusCode();
    }

    internal async Task SayAsync(string room, string text) =>
        (await Anchor.PostAsJsonAsync($"/v1/rooms/{room}/messages", new { text })).EnsureSuccessStatusCode();

    internal async Task PinAsync(string room, string? pinned, params object[] cards) =>
        (await Anchor.PutAsJsonAsync($"/v1/rooms/{room}/cards", new { cards, pinned })).EnsureSuccessStatusCode();
}
