namespace Rooms.Benchmarks.Api;

/// <summary>Pages of the list of rooms, one request at a time, from the newest room on by cursor.</summary>
internal sealed record PageResult(int Rooms, int Pages, double P50Milliseconds, double P99Milliseconds);
