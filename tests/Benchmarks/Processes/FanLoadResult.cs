using System.Text.Json.Serialization;

namespace Rooms.Benchmarks.Processes;

/// <summary>fanload's line of JSON, as far as it is used.</summary>
internal sealed record FanLoadResult
{
    [JsonPropertyName("playing")]
    public int Playing { get; init; }

    [JsonPropertyName("dead")]
    public int Dead { get; init; }

    [JsonPropertyName("gbytes")]
    public double Gigabytes { get; init; }

    [JsonPropertyName("kbit_s_min")]
    public double SlowestKilobits { get; init; }

    [JsonPropertyName("fps_min")]
    public double FpsMin { get; init; }

    [JsonPropertyName("lag_s_max")]
    public double LagSeconds { get; init; }

    [JsonPropertyName("gap_s_max")]
    public double GapSeconds { get; init; }

    [JsonPropertyName("server_cpu_s_per_GB")]
    public double CpuSecondsPerGigabyte { get; init; }

    [JsonPropertyName("server_core_pct")]
    public double CorePercent { get; init; }

    [JsonPropertyName("load_core_pct")]
    public double LoadPercent { get; init; }
}
