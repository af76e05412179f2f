using System.Net;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

public sealed class TokensApiTests
{
    [Fact]
    public async Task Post_RightSecret_AnswersATokenWithItsEnd()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/v1/tokens", null, new { app = "shop", secret = GatewayHost.ShopSecret, user = "ann" });

        answer.Expect(HttpStatusCode.OK);
        Assert.Equal(3, answer.Json.GetProperty("token").GetString()!.Split('.').Length);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Json.GetProperty("expiresAt").GetString());
    }

    [Theory]
    [InlineData("shop", "wrong")]
    [InlineData("shop", GatewayHost.OtherSecret)]
    [InlineData("nobody", GatewayHost.ShopSecret)]
    [InlineData(null, GatewayHost.ShopSecret)]
    public async Task Post_WrongSecretOrApp_IsUnauthorized(string? app, string secret)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/v1/tokens", null, new { app, secret, user = "ann", roles = new[] { app is null ? "operator" : "user" } });

        answer.AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
    }

    [Theory]
    [InlineData("shop", "ann", "operator")]
    [InlineData(null, "ann", "admin")]
    [InlineData("shop", "ann", "astronaut")]
    [InlineData("shop", "a/b", "user")]
    public async Task Post_RoleOrUserIsNone_IsInvalid(string? app, string user, string role)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/v1/tokens", null, new { app, secret = GatewayHost.ShopSecret, user, roles = new[] { role } });

        answer.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    [Fact]
    public async Task Post_WrongSecretAgainAndAgain_IsLimitedAndTheRightOneToo()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Limits:FailedAttemptsPerMinutePerAddress", "3"));
        for (var i = 0; i < 3; i++) (await TryAsync("wrong")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);

        var wrong = await TryAsync("wrong");
        var right = await TryAsync(GatewayHost.ShopSecret);

        wrong.AssertProblem(HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);
        Assert.InRange(wrong.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        right.AssertProblem(HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);

        Task<Answer> TryAsync(string secret) => host.PostAsync("/v1/tokens", null, new { app = "shop", secret, user = "ann" });
    }

    [Fact]
    public async Task BadTokens_AgainAndAgain_AreLimitedButAGoodOnePasses()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Limits:FailedAttemptsPerMinutePerAddress", "2"));
        var good = await host.TokenAsync();
        for (var i = 0; i < 2; i++) (await host.GetAsync("/v1/rooms", "bad")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);

        var bad = await host.GetAsync("/v1/rooms", "bad");
        var passed = await host.GetAsync("/v1/rooms?limit=0", good);

        bad.AssertProblem(HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);
        passed.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    [Fact]
    public async Task Requests_MoreThanAUserHas_AreLimitedForThatUserOnly()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Limits:RequestsPerSecondPerUser", "1"));
        var (ann, bob, admin) = (await host.TokenAsync(), await host.TokenAsync("bob"), await host.TokenAsync("root", "admin"));

        var anns = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.GetAsync("/v1/rooms?limit=0", ann)));
        var bobs = await host.GetAsync("/v1/rooms?limit=0", bob);
        var admins = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.GetAsync("/v1/rooms?limit=0", admin)));

        var limited = anns.First(answer => answer.Status == HttpStatusCode.TooManyRequests);
        limited.AssertProblem(HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);
        Assert.NotNull(limited.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.BadRequest, bobs.Status);
        Assert.All(admins, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
    }
}
