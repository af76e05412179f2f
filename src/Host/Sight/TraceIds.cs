using System.Diagnostics;

namespace Rooms.Host.Sight;

/// <summary>The trace that a log line belongs to.</summary>
internal static class TraceIds
{
    // What belongs to no request belongs to this run of the program.
    private static readonly string Run = ActivityTraceId.CreateRandom().ToHexString();

    public static string Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : Run;
}
