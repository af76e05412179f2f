using System.Text.Json.Serialization;

namespace Rooms.Benchmarks.Processes;

/// <summary>wsload's answer to <c>run</c>, as far as it is used. Offered: accepted messages times open clients.</summary>
internal sealed record WsLoadRun
{
    [JsonPropertyName("open")]
    public int Open { get; init; }

    [JsonPropertyName("cut")]
    public long Cut { get; init; }

    [JsonPropertyName("seconds")]
    public double Seconds { get; init; }

    /// <summary>From the last publishing to the last delivery.</summary>
    [JsonPropertyName("drain_s")]
    public double DrainSeconds { get; init; }

    /// <summary>Messages that the rate asked for; fewer are sent when the server does not take them in time.</summary>
    [JsonPropertyName("due")]
    public double Due { get; init; }

    [JsonPropertyName("accepted")]
    public long Accepted { get; init; }

    [JsonPropertyName("refused")]
    public long Refused { get; init; }

    [JsonPropertyName("offered")]
    public long Offered { get; init; }

    [JsonPropertyName("delivered")]
    public long Delivered { get; init; }

    /// <summary>Numbers that a client of ours missed, or had twice.</summary>
    [JsonPropertyName("lost")]
    public long Lost { get; init; }

    [JsonPropertyName("doubled")]
    public long Doubled { get; init; }

    [JsonPropertyName("gaps")]
    public long Gaps { get; init; }

    [JsonPropertyName("cpu_s")]
    public double CpuSeconds { get; init; }

    [JsonPropertyName("core_pct")]
    public double CorePercent { get; init; }

    [JsonPropertyName("load_pct")]
    public double LoadPercent { get; init; }

    /// <summary>Server CPU, microseconds a delivery.</summary>
    [JsonPropertyName("us")]
    public double Microseconds { get; init; }

    [JsonPropertyName("p50_ms")]
    public double P50 { get; init; }

    [JsonPropertyName("p99_ms")]
    public double P99 { get; init; }

    [JsonPropertyName("p999_ms")]
    public double P999 { get; init; }

    /// <summary>The longest time between two messages at a watched client.</summary>
    [JsonPropertyName("gap_ms")]
    public double Pause { get; init; }

    /// <summary>The first thing that went wrong.</summary>
    [JsonPropertyName("fault")]
    public string Fault { get; init; } = "";

    /// <summary>More was asked for than the server, or the load's core, does in the time.</summary>
    [JsonIgnore]
    public bool IsSaturated => Due > 0 && (Accepted < 0.97 * Due || DrainSeconds > 2 || CorePercent > 95);
}
