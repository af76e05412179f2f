using System.Net;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Limits;

public sealed class AppRateTests
{
    private static readonly string[] AdminRoles = ["admin"];

    [Fact]
    public async Task Requests_MoreThanTheAppsQuota_AreRefusedByNameWhateverTheRole()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Apps:shop:Quotas:RequestsPerSecond", "3"));
        var token = await host.TokenAsync("ann", "admin");

        // Three pass; in a burst of a hundred a few more may have been refilled.
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.GetAsync("/v1/streams", token)));

        var refused = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToArray();
        Assert.NotEmpty(refused);
        Assert.True(answers.Count(answer => answer.Status == HttpStatusCode.OK) >= 3);
        refused[0].AssertProblem(HttpStatusCode.TooManyRequests, "quota_requests");
        Assert.NotNull(refused[0].Headers.RetryAfter);
    }

    [Fact]
    public async Task Requests_OfAnotherApp_AreNotRefused()
    {
        await using var host = await GatewayHost.StartAsync(null, ("Apps:shop:Quotas:RequestsPerSecond", "1"));
        var shop = await host.TokenAsync("ann", "admin");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.GetAsync("/v1/streams", shop)));
        var bought = await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user = "bob", roles = AdminRoles });

        var answer = await host.GetAsync("/v1/streams", bought.Json.GetProperty("token").GetString());

        answer.Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("0", false)]
    public async Task Requests_QuotaOfEveryApp_HoldsUnlessTheAppHasItsOwn(string own, bool isRefused)
    {
        List<(string, string?)> settings = [("Quotas:RequestsPerSecond", "1")];
        if (own.Length > 0) settings.Add(("Apps:shop:Quotas:RequestsPerSecond", own));
        await using var host = await GatewayHost.StartAsync(null, [.. settings]);
        var token = await host.TokenAsync("ann", "admin");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.GetAsync("/v1/streams", token)));

        Assert.Equal(isRefused, answers.Any(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("Rooms", "-1")]
    [InlineData("Viewers", "many")]
    [InlineData("BytesPerDay", "1e9")]
    public async Task Start_AQuotaIsFaulty_IsListed(string quota, string value)
    {
        await using var app = GatewayHost.Build(null, ($"Apps:shop:Quotas:{quota}", value));

        var message = (await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync())).ToString();

        Assert.Contains($"Apps:shop:Quotas:{quota} = '{value}': wanted a whole number, 0 for no limit", message, StringComparison.Ordinal);
    }
}
