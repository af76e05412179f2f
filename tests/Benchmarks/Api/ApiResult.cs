namespace Rooms.Benchmarks.Api;

/// <summary>One kind of request under load. Commits and rows are the journal's, over the same window.</summary>
internal sealed record ApiResult(
    string Name, int Connections, double RequestsPerSecond, double P50Milliseconds, double P99Milliseconds, long Errors,
    double CommitsPerSecond, double RowsPerSecond);
