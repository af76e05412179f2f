using System.Globalization;
using Microsoft.Playwright;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>The operator's page that shows how messages go out.</summary>
[Collection(Chromium.Collection)]
public sealed class InspectorTests(Chromium chromium, ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task Inspector_AFollowedRoom_ShowsItsSubscriberAndDeliveries()
    {
        await LiveRoom.OpenAsync(host.Anchor, "followed");
        var reader = await host.OpenRoomAsync(chromium, "followed", "bella");
        var page = await chromium.OpenAsync(1440, 900);
        var faults = new PageFaults(page);
        await page.SignInAsync(host.Running, "#/nodes");
        await page.GetByLabel("Admin secret").FillAsync(RunningHost.AdminSecret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as operator" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Messages" }).ClickAsync();

        await page.Locator("[data-table='Feeds with most subscribers'] tr", new() { HasText = "room shop/followed" }).WaitForAsync();
        var delivered = page.WaitForFunctionAsync("() => /^[1-9]/.test(document.querySelector('[data-figure=Deliveries]').textContent)");
        for (var number = 1; !delivered.IsCompleted; number++) await SayToAsync(reader, $"still here {number.ToString(CultureInfo.InvariantCulture)}.");
        await delivered;

        await Pictures.KeepAsync(page, "inspector");
        await page.SetViewportSizeAsync(390, 844);
        await Viewing.AssertFitsAsync(page);
        await Pictures.KeepAsync(page, "inspector-phone");
        faults.AssertNone();
        await page.Context.CloseAsync();
        await reader.Context.CloseAsync();
    }

    private async Task SayToAsync(IPage reader, string text)
    {
        await host.SayAsync("followed", text);
        await reader.ReadAsync(text);
    }
}
