using Rooms.Contracts.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Control;

/// <summary>
/// Publishers' changes on their way to the control plane, in order, over any number of connections. Bounded: when the control plane is away for long
/// the oldest go, and the state message after the reconnect tells what there is. Ends that were sent lately are kept to be said again, because
/// what was in flight when a connection broke is lost and a state message cannot name what is gone.
/// </summary>
internal sealed class EventOutbox(TimeProvider time) : IRelayReporter
{
    public const int Capacity = 8192;

    private const int MaxRecent = 512;
    private const string Ended = "ended";
    private const string Unhealthy = "unhealthy";
    private const string Recovered = "recovered";

    private static readonly TimeSpan RecentTime = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Queue<StreamEvent> waiting = new();
    private readonly Queue<(StreamEvent Event, long At)> recentEnds = new();
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Report(PublisherReport report)
    {
        var happened = new StreamEvent
        {
            App = report.App,
            Room = report.Room,
            StreamId = report.StreamId,
            Session = report.Session,
            Kind = KindOf(report.Change),
            Code = report.Code,
            Reason = report.Reason,
        };
        lock (gate)
        {
            if (waiting.Count == Capacity) waiting.Dequeue();
            waiting.Enqueue(happened);
            arrived.TrySetResult();
        }
    }

    /// <summary>Done when something waits.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (waiting.Count > 0) return Task.CompletedTask;
            if (arrived.Task.IsCompleted) arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return arrived.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The oldest, still in the queue until <see cref="Sent"/>.</summary>
    public StreamEvent? Peek()
    {
        lock (gate) return waiting.TryPeek(out var oldest) ? oldest : null;
    }

    public void Sent(StreamEvent happened)
    {
        lock (gate)
        {
            if (waiting.TryPeek(out var oldest) && ReferenceEquals(oldest, happened)) waiting.Dequeue();
            if (happened.Kind != Ended) return;
            recentEnds.Enqueue((happened, time.GetTimestamp()));
            if (recentEnds.Count > MaxRecent) recentEnds.Dequeue();
        }
    }

    /// <summary>For a new connection. A repeat does no harm: it is about a session that is no longer the current one.</summary>
    public StreamEvent[] RecentEnds()
    {
        lock (gate) return [.. recentEnds.Where(end => time.GetElapsedTime(end.At) <= RecentTime).Select(end => end.Event)];
    }

    public static bool IsHealth(StreamEvent happened) => happened.Kind is Unhealthy or Recovered;

    private static string KindOf(PublisherChange change) => change switch
    {
        PublisherChange.Started => "started",
        PublisherChange.Lost => "lost",
        PublisherChange.Returned => "returned",
        PublisherChange.Unhealthy => Unhealthy,
        PublisherChange.Recovered => Recovered,
        _ => Ended,
    };
}
