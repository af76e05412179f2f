using System.Diagnostics;
using Rooms.Contracts.Tracing;

namespace Rooms.Gateway.Calls;

/// <summary>One span a grain call, retries included; the grain's own turn hangs below it.</summary>
internal static class GrainSpans
{
    private static readonly ActivitySource Source = new("Rooms.Gateway");

    /// <summary>Call it in the method that calls the grain: what it sets ends with that method. Null: nobody collects spans.</summary>
    public static Activity? Begin<TGrain>(string key)
    {
        var span = Source.StartActivity(typeof(TGrain).Name, ActivityKind.Client);
        span?.SetTag("rooms.grain.key", key);
        TraceContext.Pass();
        return span;
    }
}
