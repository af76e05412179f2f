using System.Text.Json.Serialization;

namespace Rooms.Contracts.Control;

/// <summary>
/// One message of the control channel between a media node and the gateway (rooms-v1 section 7): JSON <c>{type, version, id, generation, ...}</c>.
/// <see cref="Id"/> joins an answer to its question. A message of a newer version is refused with <c>version_newer</c>; one version back works.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Register), "register")]
[JsonDerivedType(typeof(Registered), "registered")]
[JsonDerivedType(typeof(Load), "load")]
[JsonDerivedType(typeof(Usage), "usage")]
[JsonDerivedType(typeof(Standing), "standing")]
[JsonDerivedType(typeof(State), "state")]
[JsonDerivedType(typeof(StreamEvent), "event")]
[JsonDerivedType(typeof(PublishAsk), "publishAsk")]
[JsonDerivedType(typeof(PublishAnswer), "publishAnswer")]
[JsonDerivedType(typeof(Alive), "alive")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(Unpublish), "unpublish")]
[JsonDerivedType(typeof(Subscribe), "subscribe")]
[JsonDerivedType(typeof(Unsubscribe), "unsubscribe")]
[JsonDerivedType(typeof(Linkup), "linkup")]
[JsonDerivedType(typeof(Cutoff), "cutoff")]
[JsonDerivedType(typeof(Generate), "generate")]
[JsonDerivedType(typeof(Degenerate), "degenerate")]
[JsonDerivedType(typeof(Result), "result")]
public abstract record ControlMessage
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public string Id { get; init; } = "";

    public long Generation { get; init; }
}

/// <summary>The first message of a node. Names and ports as in <c>Contracts.Relays.RelayNode</c>.</summary>
public sealed record Register : ControlMessage
{
    public required string Node { get; init; }

    /// <summary>New at every connection; tells a reconnect from a second node of the same name.</summary>
    public required string Session { get; init; }

    public string? PublicHost { get; init; }

    public int RtmpPort { get; init; }

    public int HttpPort { get; init; }

    /// <summary>0: this node serves none, or says nothing of it (as before these two were there).</summary>
    public int RtmpTlsPort { get; init; }

    /// <summary>As <see cref="RtmpTlsPort"/>.</summary>
    public int HttpsPort { get; init; }

    public string[] Isps { get; init; } = [];

    public string[] Regions { get; init; } = [];

    public int MaxViewers { get; init; }
}

/// <summary>The answer to <see cref="Register"/>: the keys that the node checks push and play URLs with.</summary>
public sealed record Registered : ControlMessage
{
    public required UrlKeys UrlKeys { get; init; }

    /// <summary>Keys of client tokens by app, for surfaces on the node that take a JWT. Empty while there are none.</summary>
    public Dictionary<string, string[]> TokenKeys { get; init; } = [];

    /// <summary>Web origins of apps that have their own. Pages of all others are held to the node's <c>Cors:Origins</c>.</summary>
    public Dictionary<string, string[]> Origins { get; init; } = [];

    public DateTimeOffset Time { get; init; }

    /// <summary>A control plane of an earlier version does not know <see cref="Usage"/>, and is not sent it.</summary>
    public bool TakesUsage { get; init; }

    /// <summary>As <see cref="TakesUsage"/>: it knows the kinds <c>unhealthy</c> and <c>recovered</c> of <see cref="StreamEvent"/>.</summary>
    public bool TakesHealth { get; init; }
}

/// <summary>Every valid key, the newest first.</summary>
public sealed record UrlKeys(string[] Push, string[] Play);

/// <summary>About once a second: the node's load and its streams' figures.</summary>
public sealed record Load : ControlMessage
{
    public double Cpu { get; init; }

    public int Viewers { get; init; }

    public long BitsInPerSecond { get; init; }

    public long BitsOutPerSecond { get; init; }

    /// <summary>The node's process stops: it takes no new stream.</summary>
    public bool IsDraining { get; init; }

    public StreamLoad[] Streams { get; init; } = [];
}

/// <summary>Figures of one stream, as in <c>Contracts.Streams.StreamFigures</c>.</summary>
public sealed record StreamLoad
{
    public required string App { get; init; }

    public required string StreamId { get; init; }

    public string VideoCodec { get; init; } = "";

    public string AudioCodec { get; init; } = "";

    public int Width { get; init; }

    public int Height { get; init; }

    public double FramesPerSecond { get; init; }

    public double AnnouncedFramesPerSecond { get; init; }

    public int LongestGapMilliseconds { get; init; }

    public double ClockDriftPercent { get; init; }

    public long? MediaMilliseconds { get; init; }

    public long BitsPerSecond { get; init; }

    public int KeyIntervalMilliseconds { get; init; }

    public int AudioSampleRate { get; init; }

    public int AudioChannels { get; init; }

    public Dictionary<string, int> Viewers { get; init; } = [];

    public long DroppedFrames { get; init; }

    public string Health { get; init; } = "good";

    public string HealthReason { get; init; } = "";

    public LoadFinding[] Findings { get; init; } = [];
}

/// <summary>One thing that is wrong with a stream, as in <c>Contracts.Streams.StreamFinding</c>.</summary>
public sealed record LoadFinding(string Code, string Reason);

/// <summary>After every <see cref="Registered"/>: what the node carries now, so that the grains learn what they missed.</summary>
public sealed record State : ControlMessage
{
    public CarriedStream[] Streams { get; init; } = [];
}

public sealed record CarriedStream(string App, string Room, string StreamId, string Session, bool IsPublishing);

/// <summary>
/// What became of a publisher: <c>started</c>, <c>lost</c>, <c>returned</c>, <c>ended</c>; how its stream fares: <c>unhealthy</c> (with a code of what is
/// wrong), <c>recovered</c>.
/// </summary>
public sealed record StreamEvent : ControlMessage
{
    public required string App { get; init; }

    public required string Room { get; init; }

    public required string StreamId { get; init; }

    /// <summary>The publisher's connection at the node.</summary>
    public required string Session { get; init; }

    public required string Kind { get; init; }

    public string Code { get; init; } = "";

    public string Reason { get; init; } = "";
}

/// <summary>May this publisher start? Its URL token was found valid by the node.</summary>
public sealed record PublishAsk : ControlMessage
{
    public required string StreamId { get; init; }

    public required string Session { get; init; }

    public required string TokenHash { get; init; }

    public required string Protocol { get; init; }

    public required string Address { get; init; }
}

public sealed record PublishAnswer : ControlMessage
{
    /// <summary>Null: yes. Else a code of <see cref="ErrorCodes"/>.</summary>
    public string? Code { get; init; }

    public string Detail { get; init; } = "";

    public string App { get; init; } = "";

    public string Room { get; init; } = "";

    /// <summary>The app's quota, until the first <see cref="Standing"/> tells this node's part of it. Null: no limit.</summary>
    public int? MaxViewers { get; init; }
}

/// <summary>Gateway: is this stream published? Node: the same message back, with <see cref="Session"/> and <see cref="IsPublishing"/> filled in.</summary>
public sealed record Alive : ControlMessage
{
    public required string App { get; init; }

    public required string StreamId { get; init; }

    public string Session { get; init; } = "";

    public bool IsPublishing { get; init; }
}

/// <summary>The six verbs a controller composes everything of (design.md section 4). Idempotent: an older generation of a stream changes nothing.</summary>
public abstract record Verb : ControlMessage
{
    public required string App { get; init; }

    public required string StreamId { get; init; }

    public string Reason { get; init; } = "";
}

public sealed record Publish : Verb;

public sealed record Unpublish : Verb;

public sealed record Subscribe : Verb;

public sealed record Unsubscribe : Verb;

public sealed record Linkup : Verb;

public sealed record Cutoff : Verb;

public sealed record Generate : Verb;

public sealed record Degenerate : Verb;

/// <summary>The answer to a verb or to a message that is refused. Code null: done. Own codes: <c>verb_unserved</c>, <c>version_newer</c>, <c>message_invalid</c>.</summary>
public sealed record Result : ControlMessage
{
    public string? Code { get; init; }

    public string Detail { get; init; } = "";
}
