using Rooms.Contracts.Apps;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Turns amounts, which are in the order of day, room and kind, into one row for each day and room.</summary>
internal static class UsageRows
{
    private const double MillisecondsAMinute = 60_000;

    public static IEnumerable<UsageRowDto> From(string app, IEnumerable<UsageAmount> amounts) =>
        amounts.GroupBy(amount => (amount.Day, amount.Room)).Select(row => From(app, row.Key.Day, row.Key.Room, row.ToDictionary(amount => amount.Kind, amount => amount.Amount)));

    private static UsageRowDto From(string app, int day, string room, Dictionary<string, long> kinds) => new(
        app,
        room,
        UsageSpan.Text(day),
        ByProtocol(kinds, UsageKinds.BytesIn),
        ByProtocol(kinds, UsageKinds.BytesOut),
        Minutes(kinds.GetValueOrDefault(UsageKinds.ViewerMilliseconds)),
        kinds.GetValueOrDefault(UsageKinds.PeakViewers),
        Minutes(kinds.GetValueOrDefault(UsageKinds.StreamMilliseconds)),
        kinds.GetValueOrDefault(UsageKinds.Messages));

    private static SortedDictionary<string, long> ByProtocol(Dictionary<string, long> kinds, string prefix) => new(
        kinds.Where(kind => kind.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(kind => kind.Key[prefix.Length..], kind => kind.Value),
        StringComparer.Ordinal);

    private static double Minutes(long milliseconds) => Math.Round(milliseconds / MillisecondsAMinute, 3);
}
