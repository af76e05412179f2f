using System.Diagnostics.Metrics;
using System.Text;

namespace Rooms.Edge.Metrics;

/// <summary><c>rooms.relay.frames_dropped</c> with unit <c>{frame}</c> -> <c>rooms_relay_frames_dropped_total</c> (Prometheus naming).</summary>
internal static class MetricName
{
    public static string Of(Instrument instrument, bool isCounter)
    {
        var name = new StringBuilder(instrument.Name.Length + 16);
        foreach (var c in instrument.Name) name.Append(char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '_');
        var unit = UnitSuffix(instrument.Unit);
        if (unit.Length > 0 && !name.ToString().EndsWith(unit, StringComparison.Ordinal)) name.Append(unit);
        if (isCounter && !name.ToString().EndsWith("_total", StringComparison.Ordinal)) name.Append("_total");
        return name.ToString();
    }

    /// <summary>UCUM units, as OpenTelemetry writes them; <c>{frame}</c> and <c>1</c> have none.</summary>
    private static string UnitSuffix(string? unit) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        "bit/s" => "_bits_per_second",
        "By/s" => "_bytes_per_second",
        "%" => "_percent",
        _ => "",
    };
}
