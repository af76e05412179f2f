using System.Diagnostics.Metrics;

namespace Rooms.Edge;

internal sealed class EdgeMetrics(IMeterFactory meters)
{
    private readonly Counter<long> refused = meters.Create("Rooms.Edge")
        .CreateCounter<long>("rooms.edge.connections_refused", "{connection}", "HTTP connections closed at their PROXY header, by reason");

    public void CountRefused(string reason) => refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
