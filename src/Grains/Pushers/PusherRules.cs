using Rooms.Contracts.Streams;

namespace Rooms.Grains.Pushers;

/// <summary>Who may publish, what a report changes, and when silence ends a stream: pure functions.</summary>
internal static class PusherRules
{
    /// <summary>rooms-v1 section 3: 20 s without a heartbeat, then the relay is asked.</summary>
    public static readonly TimeSpan HeartbeatWithin = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan NodeBackWithin = TimeSpan.FromSeconds(15);
    private const int QuestionsAsked = 2;

    /// <summary>
    /// Null: the publisher may start. Same token and same node: the relay has checked that the predecessor is silent. On another node
    /// the predecessor must be gone, which only its node's loss proves here.
    /// </summary>
    public static Outcome<PublishPermit>? RefusePublish(PusherState state, PublishRequest request, bool isCurrentNodeLost)
    {
        if (!state.IsOnAir || state.Current is not { } current || current.Session == request.Session) return null;
        if (current.TokenHash != request.TokenHash) return Busy("another publisher has the stream");
        if (current.Node == request.Node || state.Status == StreamStatus.Lost || isCurrentNodeLost) return null;
        return Busy($"it is still published on node {current.Node}");
    }

    public static PusherState Permit(PusherState state, PublishRequest request) => state with
    {
        RoomId = request.RoomId,
        Permitted = new PusherSession(request.Node, request.Session, request.TokenHash),
        Generation = state.Generation + 1,
    };

    /// <summary>The state after a report; the same state when the report is of another session or tells nothing new.</summary>
    public static PusherState Report(PusherState state, PublisherReport report)
    {
        if (Is(state.Permitted, report))
            return report.State == PublisherState.Ended
                ? state with { Permitted = null }
                : To(state with { Current = state.Permitted, Permitted = null }, StatusOf(report.State), report.Reason, isForced: true);
        return Is(state.Current, report) ? To(state, StatusOf(report.State), report.Reason, isForced: false) : state;
    }

    public static PusherState End(PusherState state, string reason) => To(state, StreamStatus.Ended, reason, isForced: false);

    /// <summary>The room ended the stream and has announced it: orders get a generation above all before.</summary>
    public static PusherState Cut(PusherState state, string reason) =>
        state with { Permitted = null, Status = state.IsOnAir ? StreamStatus.Ended : state.Status, Reason = reason, Generation = state.Generation + 1 };

    /// <summary>What silence asks for, and the watch after it.</summary>
    public static (PusherStep Step, PusherWatch Watch) Watch(PusherWatch watch, bool isNodeThere, DateTimeOffset now)
    {
        if (!isNodeThere)
        {
            var since = watch.NodeMissingSince ?? now;
            return (now - since > NodeBackWithin ? PusherStep.End : PusherStep.Wait, watch with { NodeMissingSince = since, AskedAt = null });
        }
        watch = watch with { NodeMissingSince = null };
        if (now - watch.SeenAt < HeartbeatWithin || now - watch.AskedAt < AnswerWithin) return (PusherStep.Wait, watch);
        var unanswered = watch.Unanswered + (watch.AskedAt is null ? 0 : 1);
        return unanswered >= QuestionsAsked ? (PusherStep.End, watch) : (PusherStep.Ask, watch with { AskedAt = now, Unanswered = unanswered });
    }

    private static Outcome<PublishPermit> Busy(string detail) => Refusal.Of<PublishPermit>(ErrorCodes.StreamBusy, detail);

    private static bool Is(PusherSession? session, PublisherReport report) => session?.Session == report.Session && session.Node == report.Node;

    private static StreamStatus StatusOf(PublisherState state) => state switch
    {
        PublisherState.Started or PublisherState.Returned => StreamStatus.Live,
        PublisherState.Lost => StreamStatus.Lost,
        PublisherState.Ended => StreamStatus.Ended,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state of a publisher"),
    };

    // Forced: a new session on air is news even while the status stays (a takeover may bring another node).
    private static PusherState To(PusherState state, StreamStatus status, string reason, bool isForced)
    {
        if (status == state.Status && !isForced) return state;
        if (status == StreamStatus.Lost && state.Status != StreamStatus.Live) return state;
        return state with { Status = status, Reason = reason, Number = state.Number + 1 };
    }
}
