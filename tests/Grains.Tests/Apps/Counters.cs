using System.Collections.Immutable;
using Rooms.Contracts.Apps;

namespace Rooms.Grains.Tests.Apps;

/// <summary>What a node says that it has counted.</summary>
internal static class Counters
{
    public static readonly ImmutableSortedDictionary<string, long> None = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    public static StreamCounters Of(string epoch, long bytesOut, string room = "r", int peak = 0, bool isFinal = false) =>
        new(epoch, room, None.Add($"{UsageKinds.BytesOut}flv", bytesOut), peak, isFinal);
}
