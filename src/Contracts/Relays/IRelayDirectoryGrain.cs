using System.Collections.Immutable;

namespace Rooms.Contracts.Relays;

/// <summary>
/// The media nodes (grain key <see cref="Key"/>): capacity tags, load, state, and the pick. Belongs to no app. Nodes that are silent for 10 s are lost.
/// </summary>
[Alias("rooms.IRelayDirectoryGrain")]
public interface IRelayDirectoryGrain : IGrainWithStringKey
{
    public const string Key = "relays";

    /// <summary>A node's control connection opened. <paramref name="link"/> carries questions to the gateway process that holds it.</summary>
    [Alias("Register")]
    Task RegisterAsync(RelayNode node, IRelayLink link, CancellationToken cancellation = default);

    [Alias("Load"), OneWay]
    Task LoadAsync(string nodeId, RelayLoad load);

    /// <summary>The control connection with this session closed; a newer session of the same node stays.</summary>
    [Alias("Disconnected")]
    Task DisconnectedAsync(string nodeId, string session, CancellationToken cancellation = default);

    [Alias("Nodes"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<RelayNodeView>> GetNodesAsync(CancellationToken cancellation = default);

    /// <summary>Isp must fit, region is preferred, then the strategy; held for the client for 60 s. Refusals: node_unavailable.</summary>
    [Alias("Pick")]
    Task<Outcome<RelayNode>> PickAsync(RelayWish wish, CancellationToken cancellation = default);

    /// <summary>Null: unknown or not connected.</summary>
    [Alias("Find"), ReadOnly, AlwaysInterleave]
    Task<RelayNode?> FindAsync(string nodeId, CancellationToken cancellation = default);

    /// <summary>Sends an order to a node. False: the node is not connected.</summary>
    [Alias("Order")]
    Task<bool> OrderAsync(string nodeId, RelayOrder order, CancellationToken cancellation = default);

    /// <summary>A draining node gets no new streams. Refusals: node_not_found.</summary>
    [Alias("Drain")]
    Task<Outcome<Done>> DrainAsync(string nodeId, CancellationToken cancellation = default);
}

/// <summary>The gateway's end of a node's control connection. Lossy, as every observer: the pusher grain asks again.</summary>
[Alias("rooms.IRelayLink")]
public interface IRelayLink : IGrainObserver
{
    [Alias("Order"), OneWay]
    Task OrderAsync(string nodeId, RelayOrder order);
}

public enum RelayVerb
{
    /// <summary>End the input: cut the publisher, and the viewers with it.</summary>
    Unpublish,

    /// <summary>End all outputs of a stream, keep its input.</summary>
    Unsubscribe,

    /// <summary>Ask whether the stream is still published; answered by <c>IPusherGrain.AliveAnswerAsync</c>.</summary>
    AskAlive,
}

/// <summary>A repeat, or an order with a generation below the newest seen for its stream, changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RelayOrder")]
public sealed record RelayOrder(
    [property: Id(0)] RelayVerb Verb,
    [property: Id(1)] string App,
    [property: Id(2)] string StreamId,
    [property: Id(3)] long Generation,
    [property: Id(4)] string Reason);

/// <summary>
/// A media node as it registered. <paramref name="PublicHost"/> null: URLs name the host that the client asked. <paramref name="HttpPort"/> and
/// <paramref name="HttpsPort"/> 0: the port that the client asked (the node in the gateway's own process).
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.RelayNode")]
public sealed record RelayNode(
    [property: Id(0)] string Id,
    [property: Id(1)] string Session,
    [property: Id(2)] string? PublicHost,
    [property: Id(3)] int RtmpPort,
    [property: Id(4)] int HttpPort,
    [property: Id(5)] ImmutableArray<string> Isps,
    [property: Id(6)] ImmutableArray<string> Regions,
    [property: Id(7)] int MaxViewers,
    [property: Id(8)] int RtmpTlsPort = 0,
    [property: Id(9)] int HttpsPort = 0);

/// <summary><paramref name="Cpu"/>: cores in use by the process. Bits a second. <paramref name="IsDraining"/>: the process stops.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RelayLoad")]
public sealed record RelayLoad(
    [property: Id(0)] double Cpu,
    [property: Id(1)] int Streams,
    [property: Id(2)] int Viewers,
    [property: Id(3)] long BitsInPerSecond,
    [property: Id(4)] long BitsOutPerSecond,
    [property: Id(5)] bool IsDraining = false);

public enum RelayNodeState
{
    Connected,
    Draining,
    Lost,
}

[GenerateSerializer, Immutable, Alias("rooms.RelayNodeView")]
public sealed record RelayNodeView(
    [property: Id(0)] RelayNode Node,
    [property: Id(1)] RelayLoad Load,
    [property: Id(2)] RelayNodeState State);

public enum RelayStrategy
{
    LeastUsed,
    MostUsed,
    LastUsed,
    RoundRobin,
    Random,
    Weighted,
}

/// <summary><paramref name="Client"/>: whom the choice is held for. <paramref name="Node"/>: that node or none. Strategy null: the configured one.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RelayWish")]
public sealed record RelayWish(
    [property: Id(0)] string Client,
    [property: Id(1)] string? Isp,
    [property: Id(2)] string? Region,
    [property: Id(3)] string? Node,
    [property: Id(4)] RelayStrategy? Strategy);
