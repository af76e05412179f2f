using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Http;

/// <summary>Console, health, metrics and Swagger.</summary>
public sealed class PagesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly GatewayHost host = shared.Host;

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/index.html", "text/html")]
    [InlineData("/app/main.js", "text/javascript")]
    [InlineData("/styles/base.css", "text/css")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task Console_File_IsServedWithItsTypeAndPolicy(string path, string type)
    {
        var answer = (await host.GetAsync(path)).Expect(HttpStatusCode.OK);

        Assert.Equal(type, answer.ContentHeaders.ContentType?.MediaType);
        Assert.StartsWith("default-src 'self'; media-src 'self' blob:", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_UnchangedFile_IsNotSentAgain()
    {
        var tag = (await host.GetAsync("/")).Headers.ETag!.ToString();

        var again = await host.GetAsync("/", null, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Empty(again.Text);
    }

    [Theory]
    [InlineData("/app/../../appsettings.json")]
    [InlineData("/app/%2e%2e/secrets.json")]
    [InlineData("/console/index.html")]
    public async Task Console_NoSuchFile_IsNotFound(string path) => (await host.GetAsync(path)).AssertProblem(HttpStatusCode.NotFound, "not_found");

    [Fact]
    public async Task Health_CheckFails_IsAliveButNotReady()
    {
        await using var sick = await GatewayHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(FakeGrains.Create().Factory);
            builder.Services.AddHealthChecks().AddCheck("storage", () => HealthCheckResult.Unhealthy("a secret path"), ["ready"]);
        });

        (await sick.GetAsync("/health/live")).Expect(HttpStatusCode.OK);
        var ready = (await sick.GetAsync("/health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("unhealthy", ready.Json.GetProperty("checks").GetProperty("storage").GetString());
        Assert.DoesNotContain("secret", ready.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_OnThisMachine_TellsOfRequests()
    {
        await host.GetAsync("/v1/rooms?limit=0", shared.Token);

        var answer = (await host.GetAsync("/metrics")).Expect(HttpStatusCode.OK);

        Assert.Equal("text/plain", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Contains("rooms_gateway_refusals_total{code=\"body_invalid\"} ", answer.Text, StringComparison.Ordinal);
        Assert.Contains("rooms_gateway_request_duration_seconds_bucket{method=\"GET\",status=\"4xx\",le=\"+Inf\"} ", answer.Text, StringComparison.Ordinal);
        Assert.Contains("# TYPE process_resident_memory_bytes gauge", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/swagger/v1/swagger.json")]
    [InlineData("/METRICS")]
    public async Task LocalPage_FromElsewhere_WantsAnOperator(string path)
    {
        var elsewhere = ("X-Forwarded-For", "203.0.113.9");

        (await host.GetAsync(path, null, elsewhere)).AssertProblem(HttpStatusCode.Unauthorized, "token_invalid");
        (await host.GetAsync(path, shared.Token, elsewhere)).AssertProblem(HttpStatusCode.Forbidden, "forbidden");
        (await host.GetAsync(path, await host.OperatorTokenAsync(), elsewhere)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Swagger_Document_KnowsEveryRouteWithItsCodes()
    {
        var paths = (await host.GetAsync("/swagger/v1/swagger.json")).Expect(HttpStatusCode.OK).Json.GetProperty("paths");

        foreach (var path in new[] { "/v1/tokens", "/v1/rooms", "/v1/rooms/{room}/events", "/v1/rooms/{room}/streams/{sid}/ban", "/v1/nodes/{node}/drain", "/v1/users/{user}" })
            Assert.True(paths.TryGetProperty(path, out _), path);
        var create = paths.GetProperty("/v1/rooms").GetProperty("post");
        Assert.Contains("room_exists", create.GetProperty("responses").GetProperty("409").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(create.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _));
        Assert.Contains(create.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
    }

    [Theory]
    [InlineData("quota_rooms")]
    [InlineData("quota_streams")]
    [InlineData("quota_viewers")]
    [InlineData("quota_requests")]
    [InlineData("quota_bytes")]
    public async Task Swagger_Document_NamesEveryQuota(string code) =>
        Assert.Contains($"`{code}`", (await host.GetAsync("/swagger/v1/swagger.json")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Swagger_Page_IsThere() => Assert.Contains("swagger-ui", (await host.GetAsync("/swagger/index.html")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
}
