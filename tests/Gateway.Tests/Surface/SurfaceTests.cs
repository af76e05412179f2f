using System.Net;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Surface;

/// <summary>What a stranger beyond loopback sees of the operators' surface.</summary>
public sealed class SurfaceTests(SharedHost shared) : IClassFixture<SharedHost>, IDisposable
{
    private readonly GatewayHost host = shared.Host;
    private readonly TestBrowser browser = new(shared.Host.Address);

    public void Dispose() => browser.Dispose();

    public static TheoryData<string> ForSessions() => new("/", "/index.html", "/app/main.js", "/APP/MAIN.JS", "/app/main.js/", "/styles/wall.css", "/swagger/v1/swagger.json", "/metrics", "/metrics/");

    [Theory]
    [MemberData(nameof(ForSessions))]
    public async Task Page_NobodySignedIn_IsRefused(string path) =>
        (await browser.GetAsync(path)).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);

    [Fact]
    public async Task ClientModule_Nobody_IsServed()
    {
        var answer = (await browser.GetAsync("/sdk/rooms.js")).Expect(HttpStatusCode.OK);

        Assert.Contains("export class Rooms", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "/signin?return=%2F")]
    [InlineData("/swagger/index.html?a=b", "/signin?return=%2Fswagger%2Findex.html%3Fa%3Db")]
    public async Task Page_PersonWhoIsNotSignedIn_IsSentToTheSignIn(string path, string signIn)
    {
        var answer = (await browser.OpenPageAsync(path)).Expect(HttpStatusCode.Redirect);

        Assert.Equal(signIn, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [MemberData(nameof(ForSessions))]
    public async Task Page_Operator_IsServed(string path)
    {
        await browser.SignInAsync(null, GatewayHost.AdminSecret);

        (await browser.GetAsync(path)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Page_Admin_SeesAllButWhatTellsOfOtherApps()
    {
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);

        (await browser.GetAsync("/")).Expect(HttpStatusCode.OK);
        (await browser.GetAsync("/swagger/index.html")).Expect(HttpStatusCode.OK);
        (await browser.GetAsync("/metrics")).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await browser.GetAsync("/v1/nodes")).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await browser.GetAsync("/v1/audit")).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/swagger/index.html")]
    [InlineData("/metrics")]
    [InlineData("/v1/nodes")]
    [InlineData("/v1/apps")]
    [InlineData("/v1/keys")]
    public async Task Page_TokenOfAnAnchor_IsForbidden(string path) =>
        (await browser.GetAsync(path, ("Authorization", $"Bearer {shared.Token}"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);

    [Fact]
    public async Task Console_Demo_IsOpenButNotTheRest()
    {
        await using var demo = await GatewayHost.StartAsync(null, ("Demo", "true"));
        using var guest = new TestBrowser(demo.Address);

        (await guest.GetAsync("/")).Expect(HttpStatusCode.OK);
        (await guest.GetAsync("/metrics")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        (await guest.GetAsync("/swagger/index.html")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
    }

    [Fact]
    public async Task SignIn_Page_HasAllItLoads()
    {
        var asked = new HashSet<string> { "/signin" };
        var waiting = new Queue<string>(asked);

        while (waiting.TryDequeue(out var path))
        {
            var answer = (await browser.GetAsync(path)).Expect(HttpStatusCode.OK);
            foreach (var link in LinksOf(path, answer.Text))
                if (asked.Add(link)) waiting.Enqueue(link);
        }

        Assert.Contains("/app/signinpage.js", asked);
        Assert.Contains("/app/http.js", asked);
        Assert.DoesNotContain("/app/main.js", asked);
    }

    private static IEnumerable<string> LinksOf(string path, string text)
    {
        var from = new Uri(new Uri("http://host"), path);
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(text, """(?:src|href)="([^"#]+)"|from '(\.[^']+)'"""))
            yield return new Uri(from, match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value).AbsolutePath;
    }
}
