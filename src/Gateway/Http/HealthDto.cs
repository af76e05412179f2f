namespace Rooms.Gateway.Http;

internal sealed record HealthDto(string Status, Dictionary<string, string> Checks);
