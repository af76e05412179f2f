using Microsoft.Playwright;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>Debian's Chromium, headless, one for all browser tests; every page has a context (storage, sessions) of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Collection = "Browser";

    /// <summary>For anything that a page is waited for: a check machine may be building beside.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // Without the second line Chromium looks for its vendor's hosts at every start, which a closed network refuses one by one.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required", "--disable-quic",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    /// <summary><paramref name="acceptsAnyCertificate"/>: as a reader who has clicked a private authority's warning away.</summary>
    public async Task<IPage> OpenAsync(int width, int height, bool acceptsAnyCertificate = false)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, IgnoreHTTPSErrors = acceptsAnyCertificate });
        page.SetDefaultTimeout((float)Deadline.TotalMilliseconds);
        return page;
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>Browser tests run one after the other: a browser, an encoder and a server at once fill a small machine.</summary>
[CollectionDefinition(Chromium.Collection)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;
