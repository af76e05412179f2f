using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>The stream doctor of the room page, with a publisher who sets a key frame every eight seconds.</summary>
[Collection(Chromium.Collection)]
public sealed class DoctorTests(Chromium chromium) : IAsyncLifetime
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
    public async Task Doctor_RareKeyFrames_TellsTheAnchorWhatToChange()
    {
        var room = await LiveRoom.OpenAsync(anchor, "patient");
        await using var push = Push(room, keyEvery: 200);
        var page = await chromium.OpenAsync(1280, 1000);
        var faults = new PageFaults(page);
        await page.SignInAsync(host, "#/rooms/patient");

        var told = await room.EventAsync("stream.unhealthy");
        var row = page.Locator(".check[data-finding=key_interval]");
        await row.WaitForAsync();
        await page.Locator(".line.system", new() { HasText = "is in trouble: Key frames come only every 8.0 s." }).WaitForAsync();
        await page.Locator(".doctor").ScrollIntoViewIfNeededAsync();
        await Pictures.KeepAsync(page, "doctor");

        Assert.Equal(("key_interval", "Key frames come only every 8.0 s."), ((string?)told["data"]!["code"], (string?)told["data"]!["reason"]));
        var advice = await row.TextContentAsync();
        Assert.Contains("Keyframe interval 2 s", advice, StringComparison.Ordinal);
        Assert.Equal("Viewers notice", await page.Locator(".verdict").TextContentAsync());
        Assert.Equal(4, await page.Locator(".check[data-finding='']").CountAsync());
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Doctor_HealthyStreamOnAPhone_FindsNothingAndFits()
    {
        var room = await LiveRoom.OpenAsync(anchor, "well");
        await using var push = Push(room, keyEvery: 50);
        var page = await chromium.OpenAsync(390, 844);
        await page.SignInAsync(host, "#/rooms/well");

        await page.Locator(".doctor[data-health=good]").WaitForAsync();

        Assert.Equal("All well", await page.Locator(".verdict").TextContentAsync());
        await Viewing.AssertFitsAsync(page);
        await page.Context.CloseAsync();
    }

    private static Tool Push(LiveRoom room, int keyEvery) => Tool.Start(
        "ffmpeg", "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100",
        "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-sc_threshold", "0", "-pix_fmt", "yuv420p", "-g", $"{keyEvery}", "-b:v", "300k",
        "-c:a", "aac", "-t", "90", "-f", "flv", room.PushUrl);
}
