using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rooms.EndToEnd.Tests.Sight;

/// <summary>Traces and metrics arrive at a collector: OTLP's protobuf holds trace ids as 16 bytes and names as UTF-8.</summary>
public sealed class OtlpTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Export_OneRequest_ArrivesAsSpansAndMetrics()
    {
        await using var collector = await Collector.StartAsync();
        await using var host = await RunningHost.StartAsync(
            null, "--Otlp:Endpoint", collector.Address.ToString(), "--Otlp:Headers", "x-api-key=open sesame", "--Otlp:MetricSeconds", "1");
        using var anchor = await host.ClientAsync("anna", "anchor");
        anchor.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        await anchor.GetAsync("/v1/rooms/nowhere");
        // The request, the gateway's call, the grain's turn.
        var keys = new List<string?>();
        foreach (var span in new[] { "GET /v1/rooms/{room}", "IRoomGrain", "IRoomGrain/GetAsync" })
            keys.Add(await collector.WaitAsync("/v1/traces", Convert.FromHexString(Trace), Encoding.UTF8.GetBytes(span)));
        foreach (var instrument in new[] { "rooms.gateway.request_duration", "rooms.relay.bytes_out", "rooms.silo.journal_queue" })
            keys.Add(await collector.WaitAsync("/v1/metrics", Encoding.UTF8.GetBytes(instrument)));

        Assert.All(keys, key => Assert.Equal("open sesame", key));
    }

    // The ratio looks at the first eight bytes of the id: this one is far above a half.
    [Fact]
    public async Task Export_CallerSaysSampledButTheShareSaysNot_IsNotSent()
    {
        const string Left = "7ff92f3577b34da6a3ce929d0e0e4736";
        const string Sent = "0bf92f3577b34da6a3ce929d0e0e4736";
        await using var collector = await Collector.StartAsync();
        await using var host = await RunningHost.StartAsync(null, "--Otlp:Endpoint", collector.Address.ToString(), "--Otlp:TraceShare", "0.5");
        using var anchor = await host.ClientAsync("anna", "anchor");

        foreach (var parent in new[] { $"00-{Left}-00f067aa0ba902b7-01", $"00-{Sent}-00f067aa0ba902b7-00" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/rooms/nowhere");
            request.Headers.Add("traceparent", parent);
            await anchor.SendAsync(request);
        }
        await collector.WaitAsync("/v1/traces", Convert.FromHexString(Sent), Encoding.UTF8.GetBytes("IRoomGrain/GetAsync"));
        await host.StopAsync();

        Assert.False(collector.Has("/v1/traces", Convert.FromHexString(Left)));
    }

    [Fact]
    public async Task Stop_CollectorNeverAnswers_IsClean()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        await using var host = await RunningHost.StartAsync(null, "--Otlp:Endpoint", $"http://{collector.LocalEndpoint}", "--Otlp:MetricSeconds", "1");
        using var deadline = new CancellationTokenSource(Deadline);

        await host.Http.GetAsync("/health/live");
        // Both exporters wait for an answer: each has a connection of its own.
        using var first = await collector.AcceptSocketAsync(deadline.Token);
        using var second = await collector.AcceptSocketAsync(deadline.Token);
        var exitCode = await host.StopAsync();

        Assert.True(exitCode == 0, $"{exitCode}: {host.Output}");
    }

    [Fact]
    public async Task Export_CollectorIsAway_DisturbsNothing()
    {
        await using var host = await RunningHost.StartAsync(null, "--Otlp:Endpoint", "http://127.0.0.1:9", "--Otlp:MetricSeconds", "1");
        using var anchor = await host.ClientAsync("anna", "anchor");

        var answer = await anchor.GetAsync("/v1/rooms");
        var exitCode = await host.StopAsync();

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(0, exitCode);
    }
}
