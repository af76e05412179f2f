namespace Rooms.Contracts.Apps;

/// <summary>What is counted for an app, a room and a day (docs/usage.md). New kinds need no new table and no new message.</summary>
public static class UsageKinds
{
    /// <summary>Before the protocol's name: bytes of media that publishers sent.</summary>
    public const string BytesIn = "in:";

    /// <summary>Before the protocol's name: bytes that viewers were sent.</summary>
    public const string BytesOut = "out:";

    public const string ViewerMilliseconds = "viewer_ms";

    public const string StreamMilliseconds = "stream_ms";

    /// <summary>The only one that is a maximum, not a sum.</summary>
    public const string PeakViewers = "peak";

    public const string Messages = "messages";

    private const int MaxLength = 32;

    public static bool IsBytes(string kind) => kind.StartsWith(BytesIn, StringComparison.Ordinal) || kind.StartsWith(BytesOut, StringComparison.Ordinal);

    /// <summary>May a node count it? Its words become rows.</summary>
    public static bool IsCounter(string kind) =>
        kind is ViewerMilliseconds or StreamMilliseconds || (IsBytes(kind) && kind.Length <= MaxLength && Ids.IsValid(kind[(kind.IndexOf(':', StringComparison.Ordinal) + 1)..]));
}
