using System.Collections.Immutable;

namespace Rooms.Grains.Apps;

/// <summary>The counters of an epoch that the amounts hold already.</summary>
public sealed record SeenCounters(string Epoch, DateTimeOffset At, ImmutableSortedDictionary<string, long> Counters);
