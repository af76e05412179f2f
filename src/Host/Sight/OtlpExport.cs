using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Rooms.Host.Sight;

/// <summary>
/// Sends spans (requests, grain calls, turns) and every <c>rooms.*</c> instrument to a collector. Its queues are bounded and a collector that is away
/// costs what they hold, nothing else.
/// </summary>
internal sealed class OtlpExport(IOptions<OtlpOptions> options, Role role) : IHostedService, IDisposable
{
    // The last figures of a program that ends are worth a moment, a collector that does not answer is not: all services stop within
    // GracefulStop.ServicesDeadline.
    private const int FarewellMilliseconds = 400;
    private const int SpanMilliseconds = 1000;

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Endpoint.Length == 0) return Task.CompletedTask;
        var resource = ResourceBuilder.CreateEmpty().AddService("rooms", serviceVersion: Version, serviceInstanceId: $"{Environment.MachineName}-{role.Name}-{Environment.ProcessId}");
        traces = BuildTraces(resource);
        metrics = BuildMetrics(resource);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task last = Task.WhenAll(
            Task.Run(() => traces?.Shutdown(FarewellMilliseconds), cancellationToken),
            Task.Run(() => metrics?.Shutdown(FarewellMilliseconds), cancellationToken));
        // What is not sent by then is lost, and no reason to end differently.
        await last.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private static string Version => typeof(OtlpExport).Assembly.GetName().Version!.ToString(3);

    private TracerProvider BuildTraces(ResourceBuilder resource) =>
        Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "Rooms.*")
            .SetSampler(SamplerOf(options.Value.TraceShare))
            .AddOtlpExporter(exporter =>
            {
                Address(exporter, "v1/traces");
                exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds = SpanMilliseconds;
            })
            .Build();

    // A caller's sampled flag does not count: a stranger must not fill the collector, nor hide from it. The trace's id decides, so processes with
    // the same share decide alike.
    private static ParentBasedSampler SamplerOf(double share)
    {
        var byTrace = new TraceIdRatioBasedSampler(share);
        return new ParentBasedSampler(byTrace, remoteParentSampled: byTrace, remoteParentNotSampled: byTrace);
    }

    private MeterProvider BuildMetrics(ResourceBuilder resource) =>
        Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Rooms.*")
            .AddOtlpExporter((exporter, reader) =>
            {
                Address(exporter, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.Value.MetricSeconds * 1000;
            })
            .Build();

    private void Address(OtlpExporterOptions exporter, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{options.Value.Endpoint.TrimEnd('/')}/{path}");
        if (options.Value.Headers.Length > 0) exporter.Headers = options.Value.Headers;
    }
}
