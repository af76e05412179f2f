using Microsoft.Playwright;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>What the app has used, as its admin reads it.</summary>
[Collection(Chromium.Collection)]
public sealed class UsagePageTests(Chromium chromium) : IAsyncLifetime
{
    private RunningHost host = null!;
    private HttpClient admin = null!;
    private Tool push = null!;

    public async Task InitializeAsync()
    {
        host = await RunningHost.StartAsync();
        admin = await host.ClientAsync("anna", "admin", "anchor");
        var room = await LiveRoom.OpenAsync(admin, "kitchen");
        push = await room.PushClipAsync(repeats: 100);
        await room.EventAsync("stream.started");
        await Tool.RunAsync(Chromium.Deadline, "ffmpeg", "-v", "error", "-i", room.Play("flv"), "-t", "5", "-c", "copy", "-f", "null", "-");
    }

    public async Task DisposeAsync()
    {
        await push.DisposeAsync();
        admin.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Usage_ARoomThatWasWatched_ShowsItAndGivesTheFile()
    {
        var page = await chromium.OpenAsync(1440, 900);
        var faults = new PageFaults(page);
        await page.SignInAsync(host, "#/usage");

        var row = page.Locator("[data-usage=kitchen]");
        await page.WaitForFunctionAsync("() => /\\d (kB|MB)/.test(document.querySelector('[data-usage=kitchen]')?.children[3].textContent ?? '')");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download CSV" }).ClickAsync());
        var file = await File.ReadAllTextAsync((await download.PathAsync())!);

        Assert.Contains("1", await row.Locator("td").Nth(3).TextContentAsync(), StringComparison.Ordinal);
        Assert.StartsWith("app,day,room,bytes_in", file, StringComparison.Ordinal);
        Assert.Contains($"\r\n{RunningHost.App},", file, StringComparison.Ordinal);
        await Pictures.KeepAsync(page, "usage");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Usage_PhoneWidth_FitsWithoutHorizontalScroll()
    {
        var page = await chromium.OpenAsync(360, 740);
        await page.SignInAsync(host, "#/usage?days=7");

        await page.Locator("[data-usage=kitchen]").WaitForAsync();

        await Viewing.AssertFitsAsync(page);
        await Pictures.KeepAsync(page, "usage-phone");
        await page.Context.CloseAsync();
    }
}
