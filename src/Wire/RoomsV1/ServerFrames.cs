namespace Rooms.Wire.RoomsV1;

/// <summary>What the server of <c>/ws</c> says (docs/ws.md).</summary>
public abstract record ServerFrame;

public sealed record WelcomeFrame(string User, string Session, DateTimeOffset Time) : ServerFrame;

/// <summary>The room as of <paramref name="Seq"/>; events follow from there. <paramref name="Body"/>: a JSON object, whose members stand beside op, room and seq.</summary>
public sealed record SnapshotFrame(string Room, long Seq, string Body) : ServerFrame;

/// <summary><paramref name="Data"/> is JSON.</summary>
public sealed record EventFrame(string Room, long Seq, string Type, DateTimeOffset At, string? User, string Data) : ServerFrame;

public sealed record SentFrame(string Id, long Seq) : ServerFrame;

/// <summary>These numbers are not coming: fetch them, or take the snapshot that follows.</summary>
public sealed record GapFrame(string Room, long From, long To) : ServerFrame;

/// <summary>These numbers were left out for a slow connection. All were latest-wins: nothing to fetch.</summary>
public sealed record SkippedFrame(string Room, long From, long To) : ServerFrame;

/// <summary>The token ends then; <c>refresh</c> before.</summary>
public sealed record ExpiringFrame(DateTimeOffset At) : ServerFrame;

/// <summary>Another session of the user took this one's place.</summary>
public sealed record ReplacedFrame : ServerFrame
{
    public static readonly ReplacedFrame Value = new();
}

/// <summary>Come back after <paramref name="AfterMilliseconds"/> and a random part of <paramref name="SpreadMilliseconds"/>.</summary>
public sealed record ReconnectFrame(int AfterMilliseconds, int SpreadMilliseconds) : ServerFrame;

/// <summary>
/// <paramref name="Id"/>: of the command that was refused. <paramref name="Room"/> without it: there is no subscription there, or no more.
/// <paramref name="RetryAfterSeconds"/> 0: repeating does not help.
/// </summary>
public sealed record ErrorFrame(string Code, string? Id = null, string? Room = null, int RetryAfterSeconds = 0, string? Detail = null) : ServerFrame;

public sealed record PongFrame(DateTimeOffset Time) : ServerFrame;
