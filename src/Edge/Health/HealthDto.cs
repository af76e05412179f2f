namespace Rooms.Edge.Health;

internal sealed record HealthDto(string Status, Dictionary<string, string> Checks);
