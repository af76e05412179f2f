using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>From the sign-in form to one's own picture.</summary>
[Collection(Chromium.Collection)]
public sealed class GoLiveTests(Chromium chromium, ConsoleHost shared) : IClassFixture<ConsoleHost>
{
    private readonly RunningHost host = shared.Running;

    [Fact]
    public async Task GoLive_PushWithTheTwoBoxesOfObs_TurnsLive()
    {
        var page = await chromium.OpenAsync(1440, 900);
        await page.SignInAsync(host, "#/go");
        await page.GetByLabel("Name of the room").FillAsync("Evening sale");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        var server = await page.GetByLabel("Server", new() { Exact = true }).InputValueAsync();
        var key = await page.GetByLabel("Stream key", new() { Exact = true }).InputValueAsync();
        Assert.Contains($"{server}/{key}", await page.GetByLabel("ffmpeg command", new() { Exact = true }).TextContentAsync(), StringComparison.Ordinal);

        await using var push = Tool.Start("ffmpeg", "-v", "error", "-re", "-stream_loop", "5", "-i", await Live.Clip.PathAsync(), "-c", "copy", "-f", "flv", $"{server}/{key}");

        await page.GetByText("You are live.").WaitForAsync();
        var picture = await Pictures.OtherThanAsync(page, ".stage video", 0);
        await Pictures.OtherThanAsync(page, ".stage video", picture);
        await Pictures.KeepAsync(page, "golive");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task SignIn_WrongSecret_SaysSoAndStays()
    {
        var page = await chromium.OpenAsync(1200, 800);
        await page.GotoAsync(host.Address.ToString());
        await page.GetByLabel("App").FillAsync(RunningHost.App);
        await page.GetByLabel("Secret").FillAsync("not-this-one");
        await page.GetByLabel("You").FillAsync("anna");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await page.Locator(".error:not(:empty)").WaitForAsync();
        Assert.True(await page.GetByLabel("Secret").IsVisibleAsync());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/.//elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("http://")]
    public async Task SignIn_AddressLeadsElsewhere_StaysOnThisServer(string back)
    {
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host, $"/signin?return={Uri.EscapeDataString(back)}");

        await page.WaitForURLAsync(url => !url.Contains("/signin", StringComparison.Ordinal));

        Assert.Equal(host.Address.Authority, new Uri(page.Url).Authority);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nodes_WithTheAdminSecret_ShowTheLocalNode()
    {
        var page = await chromium.OpenAsync(1200, 800);
        await page.SignInAsync(host, "#/nodes");

        await page.GetByLabel("Admin secret").FillAsync(RunningHost.AdminSecret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as operator" }).ClickAsync();

        await page.Locator("[data-node] .badge[data-state=connected]").WaitForAsync();
        await Pictures.KeepAsync(page, "nodes");
        await page.Context.CloseAsync();
    }
}
