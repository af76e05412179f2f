namespace Rooms.Benchmarks.Processes;

/// <summary><paramref name="Flv"/> null: the server has no HTTP-FLV.</summary>
internal sealed record LiveUrls(Uri Push, Uri Rtmp, Uri? Flv);
