using System.Text.Json.Serialization;

namespace Rooms.Benchmarks.Processes;

/// <summary>wsload's answer to <c>open</c> and <c>reopen</c>. Times from the first connect: subscribed, and caught up with what was missed.</summary>
internal sealed record WsLoadOpen
{
    [JsonPropertyName("of")]
    public int Clients { get; init; }

    /// <summary>Connected and subscribed; after a storm also caught up.</summary>
    [JsonIgnore]
    public int Ready => Opened + Reopened;

    [JsonPropertyName("open")]
    public int Opened { get; init; }

    [JsonPropertyName("reopen")]
    public int Reopened { get; init; }

    [JsonPropertyName("seconds")]
    public double Seconds { get; init; }

    [JsonPropertyName("ready_s_p50")]
    public double P50 { get; init; }

    [JsonPropertyName("ready_s_p99")]
    public double P99 { get; init; }

    [JsonPropertyName("ready_s_max")]
    public double Last { get; init; }

    /// <summary>Connects that had to be tried again.</summary>
    [JsonPropertyName("refused")]
    public long Refused { get; init; }

    [JsonPropertyName("lost")]
    public long Lost { get; init; }

    [JsonPropertyName("doubled")]
    public long Doubled { get; init; }

    [JsonPropertyName("gaps")]
    public long Gaps { get; init; }

    [JsonPropertyName("fault")]
    public string Fault { get; init; } = "";
}
