using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Shutdown;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Http;

/// <summary>What a gateway on its way down answers. One host a test: it never comes back.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private readonly SiloHost silo = new();

    public Task InitializeAsync() => silo.InitializeAsync();

    public Task DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task Draining_NewWork_IsRefused_ReadsAndDeletionsAreAnswered()
    {
        var token = await silo.Host.TokenAsync();
        var room = await silo.RoomAsync(token);

        silo.Host.Services.GetRequiredService<Drain>().Begin(TimeSpan.Zero);

        (await silo.Host.PostAsync("/v1/rooms", token, new { scene = "live", name = "late" })).AssertProblem(HttpStatusCode.ServiceUnavailable, ErrorCodes.Draining);
        (await silo.Host.PostAsync($"/v1/rooms/{room}/messages", token, new { text = "late" })).AssertProblem(HttpStatusCode.ServiceUnavailable, ErrorCodes.Draining);
        (await silo.Host.PostAsync("/v1/tokens", null, new { })).AssertProblem(HttpStatusCode.ServiceUnavailable, ErrorCodes.Draining);
        (await silo.Host.PostAsync($"/v1/rooms/{room}/streams/none/heartbeat", token, null)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.StreamNotFound);
        var read = (await silo.Host.GetAsync($"/v1/rooms/{room}", token)).Expect(HttpStatusCode.OK);
        (await silo.Host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}", token)).Expect(HttpStatusCode.NoContent);
        Assert.True(read.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Draining_Health_IsAliveAndNotReady()
    {
        (await silo.Host.GetAsync("/health/ready")).Expect(HttpStatusCode.OK);

        silo.Host.Services.GetRequiredService<Drain>().Begin(TimeSpan.Zero);

        (await silo.Host.GetAsync("/health/live")).Expect(HttpStatusCode.OK);
        var ready = (await silo.Host.GetAsync("/health/ready")).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unhealthy", ready.Json.GetProperty("checks").GetProperty("drain").GetString());
    }

    [Fact]
    public async Task Draining_LongPollThatWaits_EndsEmpty_AndAnotherIsRefused()
    {
        var token = await silo.Host.TokenAsync();
        var room = await silo.RoomAsync(token);
        var waiting = silo.Host.GetAsync($"/v1/rooms/{room}/events?after=1&wait=30", token);
        // The wait is under way once the gateway counts it.
        while (!(await silo.Host.GetAsync("/metrics")).Text.Contains("rooms_gateway_long_polls 1", StringComparison.Ordinal)) await Task.Yield();

        silo.Host.Services.GetRequiredService<Drain>().Begin(TimeSpan.Zero);

        var answer = (await waiting).Expect(HttpStatusCode.OK);
        Assert.Equal((0, 1), (answer.Json.GetProperty("events").GetArrayLength(), answer.Json.GetProperty("next").GetInt32()));
        (await silo.Host.GetAsync($"/v1/rooms/{room}/events?after=1&wait=30", token)).AssertProblem(HttpStatusCode.ServiceUnavailable, ErrorCodes.Draining);
    }
}
