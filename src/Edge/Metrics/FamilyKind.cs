namespace Rooms.Edge.Metrics;

/// <summary>Prometheus metric types; a gauge is also what goes up and down.</summary>
internal enum FamilyKind
{
    Counter,
    Gauge,
    Histogram,
}
