using System.Diagnostics;

namespace Rooms.Contracts.Tracing;

/// <summary>The W3C trace (https://www.w3.org/TR/trace-context/) of what is going on, on its way to a grain: the engines hand on a request's context, not its activity.</summary>
public static class TraceContext
{
    private const string Key = "traceparent";

    /// <summary>For every grain call that is made from here on.</summary>
    public static void Pass()
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id }) RequestContext.Set(Key, id);
    }

    /// <summary>Null: the call belongs to no trace.</summary>
    public static string? Received => RequestContext.Get(Key) as string;
}
