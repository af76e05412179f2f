using System.Diagnostics;
using Rooms.Contracts.Tracing;

namespace Rooms.Silo;

/// <summary>A turn belongs to the trace of the request that asked for it: its log lines name it, and whoever collects spans gets one.</summary>
internal sealed class TraceFilter : IIncomingGrainCallFilter
{
    private static readonly ActivitySource Source = new("Rooms.Silo");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using var span = TraceContext.Received is { } parent ? Begin($"{context.InterfaceName}/{context.MethodName}", parent) : null;
        await context.Invoke();
    }

    // Without a collector the source makes none, but log lines want the id all the same.
    private static Activity Begin(string name, string parent) =>
        Source.StartActivity(name, ActivityKind.Internal, parent) ?? new Activity(name).SetParentId(parent).Start();
}
