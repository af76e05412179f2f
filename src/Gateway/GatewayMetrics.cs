using System.Diagnostics.Metrics;

namespace Rooms.Gateway;

/// <summary>The gateway's own figures; /metrics renders them beside the other roles'.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "Rooms.Gateway";

    private readonly Histogram<double> requests;
    private readonly Counter<long> refusals;
    private readonly UpDownCounter<long> waiting;
    private readonly UpDownCounter<long> nodes;
    private readonly Counter<long> retries;
    private readonly Counter<long> fileBytes;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        requests = meter.CreateHistogram<double>("rooms.gateway.request_duration", "s", "Time from a request of /v1 to the end of its answer, without long polls");
        refusals = meter.CreateCounter<long>("rooms.gateway.refusals", "{request}", "Requests that were answered with a problem, by code");
        waiting = meter.CreateUpDownCounter<long>("rooms.gateway.long_polls", "{request}", "Event polls that are waiting");
        nodes = meter.CreateUpDownCounter<long>("rooms.gateway.control_connections", "{connection}", "Media nodes that are connected to this gateway");
        retries = meter.CreateCounter<long>("rooms.gateway.grain_retries", "{call}", "Grain calls that were rejected and tried again");
        fileBytes = meter.CreateCounter<long>("rooms.gateway.file_bytes", "By", "Bytes of files that were received and kept");
    }

    public void Answered(TimeSpan duration, string method, int status) =>
        requests.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("method", method), new KeyValuePair<string, object?>("status", StatusClass(status)));

    public void Refused(string code) => refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void PollStarted() => waiting.Add(1);

    public void PollEnded() => waiting.Add(-1);

    public void NodeConnected() => nodes.Add(1);

    public void NodeGone() => nodes.Add(-1);

    public void GrainRetried() => retries.Add(1);

    public void FileKept(long bytes) => fileBytes.Add(bytes);

    private static string StatusClass(int status) => status switch
    {
        < 300 => "2xx",
        < 400 => "3xx",
        < 500 => "4xx",
        _ => "5xx",
    };
}
