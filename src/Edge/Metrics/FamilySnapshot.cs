namespace Rooms.Edge.Metrics;

/// <summary>A family with the series that it had when it was collected.</summary>
internal sealed record FamilySnapshot(Family Family, Series[] Series);
