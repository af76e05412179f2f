using System.Net;
using Rooms.Contracts;
using Rooms.Contracts.Relays;
using Rooms.Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Rooms.Gateway.Tests.Surface;

/// <summary><c>Admin:Urls</c>: what operators see is there, and nowhere else.</summary>
public sealed class AdminListenerTests : IAsyncLifetime
{
    private GatewayHost host = null!;
    private TestBrowser outside = null!;
    private TestBrowser inside = null!;

    public async Task InitializeAsync()
    {
        host = await GatewayHost.StartAsync(
            builder =>
            {
                var (factory, grains) = FakeGrains.Create();
                grains.Add<IRelayDirectoryGrain>(new FakeRelayDirectory());
                builder.Services.AddSingleton(factory);
            },
            ("Admin:Urls", "http://127.0.0.1:0"));
        (outside, inside) = (new TestBrowser(host.Address), new TestBrowser(host.AdminAddress));
    }

    public async Task DisposeAsync()
    {
        outside.Dispose();
        inside.Dispose();
        await host.DisposeAsync();
    }

    public static TheoryData<string> Pages() => new(
        "/", "/index.html", "/app/main.js", "/APP/main.js/", "/favicon.svg", "/signin", "/app/signinpage.js", "/swagger", "/swagger/index.html", "/swagger/v1/swagger.json",
        "/metrics", "/METRICS/", "/v1/nodes", "/v1/nodes/n1/drain", "/v1/apps", "/v1/apps/shop/rotate", "/v1/keys", "/v1/audit", "/v1/session", "/oidc/login");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OnThePublicListener_IsNotFoundWhoeverAsksAndHow(string path)
    {
        var token = await host.OperatorTokenAsync();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
        {
            (await outside.SendAsync(method, path, null)).AssertProblem(HttpStatusCode.NotFound, "not_found");
            (await outside.SendAsync(method, path, null, ("Authorization", $"Bearer {token}"))).AssertProblem(HttpStatusCode.NotFound, "not_found");
        }
        (await host.GetAsync(path)).AssertProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Page_ThatThereIsNot_LooksTheSame()
    {
        var hidden = await outside.GetAsync("/metrics");
        var missing = await outside.GetAsync("/nothing");

        Assert.Equal(missing.Detail, hidden.Detail);
        Assert.Equal(missing.Json.GetProperty("title").GetString(), hidden.Json.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics")]
    [InlineData("/swagger/index.html")]
    [InlineData("/signin")]
    public async Task Page_OnTheAdminListener_IsServed(string path) => (await inside.GetAsync(path)).Expect(HttpStatusCode.OK);

    [Fact]
    public async Task Rest_OnTheAdminListener_WantsATokenAllTheSame()
    {
        (await inside.GetAsync("/v1/nodes")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        (await inside.GetAsync("/v1/nodes", ("Authorization", $"Bearer {await host.OperatorTokenAsync()}"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Everything_ForClients_IsServedOnBoth()
    {
        foreach (var browser in new[] { outside, inside })
        {
            (await browser.GetAsync("/health/live")).Expect(HttpStatusCode.OK);
            (await browser.GetAsync("/v1/rooms")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:1")]
    [InlineData("http://127.0.0.1:1/path")]
    public async Task Start_AddressIsNone_SaysWhatWouldBeRight(string address)
    {
        await using var app = GatewayHost.Build(null, ("Admin:Urls", address));

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());

        Assert.Contains($"Admin:Urls = '{address}': wanted addresses to listen at", fault.ToString(), StringComparison.Ordinal);
    }
}
