using Rooms.Contracts.Apps;
using Rooms.Contracts.Rooms;

namespace Rooms.Contracts.Streams;

/// <summary>
/// Who pushes one stream (grain key <c>app/stream-id</c>): the publisher's session and node, its heartbeats, the questions to the relay.
/// </summary>
[Alias("rooms.IPusherGrain")]
public interface IPusherGrain : IGrainWithStringKey
{
    /// <summary>A relay asks whether a publisher may start. Refusals: stream_not_found, room_closed, stream_busy, forbidden (banned), node_unavailable, quota_streams, quota_bytes.</summary>
    [Alias("Ask")]
    Task<Outcome<PublishPermit>> AskAsync(PublishRequest request, CancellationToken cancellation = default);

    /// <summary>A relay says what became of the publisher. Reports of a session that is not the current one change nothing.</summary>
    [Alias("Report")]
    Task ReportAsync(PublisherReport report, CancellationToken cancellation = default);

    /// <summary>A relay says that the stream of the current publisher has become unhealthy, or has recovered. Of another session: changes nothing.</summary>
    [Alias("Health")]
    Task HealthAsync(string node, string session, StreamHealthChange change, CancellationToken cancellation = default);

    /// <summary>The client is alive. Refusals: stream_not_found, forbidden.</summary>
    [Alias("Heartbeat")]
    Task<Outcome<Done>> HeartbeatAsync(Caller caller, CancellationToken cancellation = default);

    /// <summary>The relay's answer to the question whether the stream is still published.</summary>
    [Alias("AliveAnswer")]
    Task AliveAnswerAsync(string node, string session, bool isPublishing, CancellationToken cancellation = default);

    /// <summary>From the room: the stream ended (deleted, banned, room closed). Cuts publisher and viewers at the relay.</summary>
    [Alias("Cut")]
    Task CutAsync(string reason, CancellationToken cancellation = default);

    /// <summary>From the gateway: the stream must end (its app was removed). Cuts as <see cref="CutAsync"/>, and tells the room. A repeat is harmless.</summary>
    [Alias("End")]
    Task EndAsync(string reason, CancellationToken cancellation = default);
}

/// <summary><paramref name="Session"/>: the relay's name of the publisher's connection. <paramref name="TokenHash"/>: same token, same publisher.</summary>
[GenerateSerializer, Immutable, Alias("rooms.PublishRequest")]
public sealed record PublishRequest(
    [property: Id(0)] string Node,
    [property: Id(1)] string Session,
    [property: Id(2)] string TokenHash,
    [property: Id(3)] string Protocol,
    [property: Id(4)] string Address,
    [property: Id(5)] string RoomId)
{
    /// <summary>What the app may use. Null: no limit.</summary>
    [Id(6)]
    public AppQuotas? Quotas { get; init; }
}

[GenerateSerializer, Immutable, Alias("rooms.PublishPermit")]
public sealed record PublishPermit([property: Id(0)] string App, [property: Id(1)] string RoomId, [property: Id(2)] long Generation);

public enum PublisherState
{
    Started,
    Lost,
    Returned,
    Ended,
}

[GenerateSerializer, Immutable, Alias("rooms.PublisherReport")]
public sealed record PublisherReport(
    [property: Id(0)] string Node,
    [property: Id(1)] string Session,
    [property: Id(2)] PublisherState State,
    [property: Id(3)] string Reason,
    [property: Id(4)] string RoomId);
