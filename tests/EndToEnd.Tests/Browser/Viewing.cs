using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>Steps that several browser tests take.</summary>
internal static class Viewing
{
    /// <summary>Through the sign-in form, as a reader of a server that is no demo.</summary>
    public static async Task SignInAsync(this IPage page, RunningHost host, string path = "#/", string user = "anna")
    {
        await page.GotoAsync(new Uri(host.Address, path).ToString());
        await page.GetByLabel("App").FillAsync(RunningHost.App);
        await page.GetByLabel("Secret").FillAsync(RunningHost.AppSecret);
        await page.GetByLabel("You").FillAsync(user);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Twenty seconds of play: the position advances with the clock and no two looks, a second and a half apart, show the same picture.</summary>
    public static async Task AssertPlaysForTwentySecondsAsync(IPage page, string video)
    {
        var picture = await Pictures.OtherThanAsync(page, video, 0);
        var from = await Pictures.PositionAsync(page, video);
        for (var played = 1.5; played <= 21; played += 1.5)
        {
            await Pictures.PlayedToAsync(page, video, from + played);
            picture = await Pictures.OtherThanAsync(page, video, picture);
        }

        Assert.True(await Pictures.PositionAsync(page, video) - from >= 20);
    }

    public static async Task AssertFitsAsync(IPage page)
    {
        var widths = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, innerWidth]");
        Assert.True(widths[0] <= widths[1], $"the page is {widths[0]} wide in a window of {widths[1]}");
    }
}
