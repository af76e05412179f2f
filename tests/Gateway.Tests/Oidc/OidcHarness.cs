using System.Net;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Oidc;

/// <summary>A gateway that trusts a <see cref="TestIssuer"/>, and a browser before it.</summary>
internal sealed class OidcHarness : IAsyncDisposable
{
    private OidcHarness(TestIssuer issuer, GatewayHost host)
    {
        (Issuer, Host) = (issuer, host);
        Browser = new TestBrowser(host.Address);
    }

    public TestIssuer Issuer { get; }

    public GatewayHost Host { get; }

    public TestBrowser Browser { get; }

    public static async Task<OidcHarness> StartAsync(params (string Key, string? Value)[] settings)
    {
        var issuer = await TestIssuer.StartAsync();
        return new OidcHarness(issuer, await GatewayHost.StartAsync(null, issuer.Settings(settings)));
    }

    /// <summary>From the button to the address at which the provider hands the browser back.</summary>
    public async Task<Uri> BeginAsync(string returnPath = "/")
    {
        var answer = (await Browser.GetAsync($"/oidc/login?return={Uri.EscapeDataString(returnPath)}")).Expect(HttpStatusCode.Redirect);
        return await TestIssuer.ConsentAsync(answer.Headers.Location!);
    }

    public async Task<string> FinishAsync(Uri callback) =>
        (await Browser.GetAsync(callback.PathAndQuery)).Expect(HttpStatusCode.Redirect).Headers.Location!.ToString();

    /// <summary>The whole way; answers where it ends.</summary>
    public async Task<string> SignInAsync(string returnPath = "/") => await FinishAsync(await BeginAsync(returnPath));

    public async Task AssertRefusedAsync(string location, string reason)
    {
        Assert.Equal($"/signin?reason={reason}", location);
        Assert.DoesNotContain(Browser.Cookies.Keys, name => name.EndsWith("session", StringComparison.Ordinal));
        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, (await Browser.SessionAsync()).ValueKind);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
