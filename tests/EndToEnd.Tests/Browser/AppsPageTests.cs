using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>The apps page as an operator uses it, and the curl lines that it shows.</summary>
[Collection(Chromium.Collection)]
public sealed class AppsPageTests(Chromium chromium) : IAsyncLifetime
{
    private RunningHost host = null!;
    private IPage page = null!;

    public async Task InitializeAsync()
    {
        host = await RunningHost.StartAsync();
        page = await chromium.OpenAsync(1280, 900);
        await page.GotoAsync(new Uri(host.Address, "#/apps").ToString());
        await page.GetByLabel("Secret").FillAsync(RunningHost.AdminSecret);
        await page.GetByLabel("You").FillAsync("olga");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    [Fact]
    public async Task Apps_MakeAnAppAndAKey_SecretsAreShownOnceAndWork()
    {
        var faults = new PageFaults(page);
        await page.Locator("[data-app=shop]").WaitForAsync();

        var appSecret = await MakeAppAsync("shop-eu");
        var key = await MakeKeyAsync("shop-eu", "order service");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.DoesNotContain(appSecret, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Locator("[data-action='key.created']", new() { HasText = "olga" }).WaitForAsync();
        await Pictures.KeepAsync(page, "apps");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Apps_RotateAndRevokeAKey_IsRefusedAfterwards()
    {
        var key = await MakeKeyAsync("shop", "orders");
        await page.Locator("[data-app=shop] [data-key]").GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        await page.GetByLabel("The one before stays valid for").SelectOptionAsync("0");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        var rotated = await TakeSecretAsync("API key");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(rotated));
        await page.Locator("[data-app=shop] [data-key]").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.Locator("[data-app=shop]:not(:has([data-key]))").WaitForAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(rotated));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Curl_LineOfAnAction_DoesTheSameInAShellAndHoldsNoSecret()
    {
        await MakeKeyAsync("shop", "it's a \"key\" for $HOME");
        await page.Locator("#calls summary").ClickAsync();
        var setup = await page.GetByLabel("First, as an operator", new() { Exact = true }).TextContentAsync();
        var line = await page.GetByLabel("POST /v1/keys · done", new() { Exact = true }).TextContentAsync();
        Assert.DoesNotContain(RunningHost.AdminSecret, setup + line, StringComparison.Ordinal);
        Assert.Contains("$TOKEN", line, StringComparison.Ordinal);

        var answer = await Tool.RunAsync(TimeSpan.FromSeconds(30), "bash", "-c", $"set -eu; SECRET={RunningHost.AdminSecret}\n{setup}\n{line} --fail-with-body");

        var made = JsonNode.Parse(answer)!;
        Assert.Equal("it's a \"key\" for $HOME", (string?)made["key"]!["name"]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync((string)made["secret"]!));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Apps_PhoneWidth_FitsWithoutHorizontalScroll()
    {
        await page.SetViewportSizeAsync(360, 740);
        await MakeKeyAsync("shop", "a key with a long name that says what it is for");

        await Viewing.AssertFitsAsync(page);
        await Pictures.KeepAsync(page, "apps-phone");
        await page.Context.CloseAsync();
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    private async Task<string> MakeAppAsync(string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an app" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        return await TakeSecretAsync("App secret");
    }

    private async Task<string> MakeKeyAsync(string app, string name)
    {
        await page.Locator($"[data-app={app}]").GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("What it is for").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        return await TakeSecretAsync("API key");
    }

    /// <summary>Reads the secret out of its dialog and closes that.</summary>
    private async Task<string> TakeSecretAsync(string label)
    {
        var secret = await page.GetByLabel(label, new() { Exact = true }).InputValueAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await page.Locator("dialog.secret").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        return secret;
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/rooms");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
