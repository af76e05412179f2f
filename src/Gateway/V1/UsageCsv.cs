using System.Globalization;
using System.Text;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>
/// Usage as RFC 4180: fixed columns, then one for each protocol and direction that occurs. Names of apps and rooms hold nothing that would want quotes.
/// </summary>
internal static class UsageCsv
{
    private const string FixedColumns = "app,day,room,bytes_in,bytes_out,viewer_minutes,peak_viewers,stream_minutes,messages";

    public static byte[] Write(IReadOnlyList<UsageRowDto> rows)
    {
        var protocolsIn = Protocols(rows.Select(row => row.BytesIn));
        var protocolsOut = Protocols(rows.Select(row => row.BytesOut));
        var text = new StringBuilder(FixedColumns);
        foreach (var protocol in protocolsIn) text.Append(CultureInfo.InvariantCulture, $",bytes_in_{protocol}");
        foreach (var protocol in protocolsOut) text.Append(CultureInfo.InvariantCulture, $",bytes_out_{protocol}");
        text.Append("\r\n");
        foreach (var row in rows) Write(text, row, protocolsIn, protocolsOut);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, UsageRowDto row, string[] protocolsIn, string[] protocolsOut)
    {
        text.Append(CultureInfo.InvariantCulture, $"{row.App},{row.Day},{row.Room},{row.BytesIn.Values.Sum()},{row.BytesOut.Values.Sum()}");
        text.Append(CultureInfo.InvariantCulture, $",{row.ViewerMinutes},{row.PeakViewers},{row.StreamMinutes},{row.Messages}");
        foreach (var protocol in protocolsIn) text.Append(CultureInfo.InvariantCulture, $",{row.BytesIn.GetValueOrDefault(protocol)}");
        foreach (var protocol in protocolsOut) text.Append(CultureInfo.InvariantCulture, $",{row.BytesOut.GetValueOrDefault(protocol)}");
        text.Append("\r\n");
    }

    private static string[] Protocols(IEnumerable<SortedDictionary<string, long>> rows) =>
        [.. rows.SelectMany(row => row.Keys).Distinct().Order(StringComparer.Ordinal)];
}
