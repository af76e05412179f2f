namespace Rooms.Benchmarks.Api;

/// <summary>
/// One walk through the whole list while rooms came and went. Skipped: rooms that were open from before the walk to after it and were not listed.
/// </summary>
internal sealed record ChurnResult(int Rooms, int Pages, int Created, int Closed, int Repeated, int Skipped, double Seconds, double P99Milliseconds);
