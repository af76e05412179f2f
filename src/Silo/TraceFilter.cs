using System.Diagnostics;
using Rooms.Contracts.Tracing;

namespace Rooms.Silo;

/// <summary>A turn belongs to the trace of the request that asked for it: its log lines name it, and whoever collects spans gets one.</summary>
internal sealed class TraceFilter : IIncomingGrainCallFilter
{
    private static readonly ActivitySource Source = new("Rooms.Silo");

    // Most calls are nobody's request (reports, timers) and pass as they are.
    public Task Invoke(IIncomingGrainCallContext context) =>
        TraceContext.Received is { } parent ? InvokeAsync(context, parent) : context.Invoke();

    private static async Task InvokeAsync(IIncomingGrainCallContext context, string parent)
    {
        using var span = Begin($"{context.InterfaceName}/{context.MethodName}", parent);
        await context.Invoke();
    }

    // Without a collector the source makes none, but log lines want the id all the same.
    private static Activity Begin(string name, string parent) =>
        Source.StartActivity(name, ActivityKind.Internal, parent) ?? new Activity(name).SetParentId(parent).Start();
}
