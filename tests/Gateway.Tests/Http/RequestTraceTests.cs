using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Http;

/// <summary>W3C Trace Context: <c>traceparent</c> in, <c>traceId</c> in every problem.</summary>
public sealed class RequestTraceTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task Problem_CallerHasATrace_NamesIt()
    {
        var answer = await GetAsync($"00-{Trace}-00f067aa0ba902b7-01");

        Assert.Equal(Trace, answer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData("|4bf92f35.7.")]
    public async Task Problem_CallerHasNoTrace_NamesANewOne(string? header)
    {
        var answer = await GetAsync(header);

        Assert.Matches("^[0-9a-f]{32}$", answer);
        Assert.NotEqual(Trace, answer);
        Assert.NotEqual(new string('0', 32), answer);
    }

    [Theory]
    [InlineData($"00-{Trace}-00f067aa0ba902b7-01", Trace)]
    [InlineData("|4bf92f35.7.", null)]
    public async Task Problem_ServerLogs_NamesTheSameTrace(string header, string? trace)
    {
        await using var host = await GatewayHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(FakeGrains.Create().Factory);
            // With a logger that is on the server makes the trace itself.
            builder.Logging.AddProvider(new SilentLoggers());
        });

        var answer = (await host.GetAsync("/v1/nothing", null, ("traceparent", header))).Json.GetProperty("traceId").GetString()!;

        Assert.Matches("^[0-9a-f]{32}$", answer);
        Assert.NotEqual(new string('0', 32), answer);
        if (trace is not null) Assert.Equal(trace, answer);
    }

    private async Task<string> GetAsync(string? traceParent)
    {
        (string, string)[] headers = traceParent is null ? [] : [("traceparent", traceParent)];
        var answer = await shared.Host.GetAsync("/v1/nothing", shared.Token, headers);
        answer.AssertProblem(HttpStatusCode.NotFound, "not_found");
        return answer.Json.GetProperty("traceId").GetString()!;
    }

    private sealed class SilentLoggers : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Being enabled was the point.
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
