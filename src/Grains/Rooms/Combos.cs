using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rooms.Grains.Rooms;

/// <summary>The combos that may still go on. Immutable; not stored: after a restart the next gift begins a new one.</summary>
internal sealed class Combos
{
    // More givers than this within three seconds see single gifts; the totals do not depend on it.
    private const int Limit = 2_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    public static readonly Combos None = new(ImmutableDictionary<(string, string, string?), (GiftCombo, DateTimeOffset)>.Empty);

    private readonly ImmutableDictionary<(string Giver, string Gift, string? To), (GiftCombo Combo, DateTimeOffset At)> open;

    private Combos(ImmutableDictionary<(string Giver, string Gift, string? To), (GiftCombo Combo, DateTimeOffset At)> open) => this.open = open;

    [JsonIgnore]
    public int Count => open.Count;

    /// <summary>The combo that a gift of now goes on with, or begins.</summary>
    public GiftCombo Next(string giver, string gift, string? to, int count, long number, DateTimeOffset now) =>
        open.TryGetValue((giver, gift, to), out var last) && last.At + Window >= now
            ? last.Combo with { Count = last.Combo.Count + count }
            : new GiftCombo(number, count);

    public Combos Add(GiftSent gift)
    {
        if (gift.Combo is null) return this;
        var current = open.Count < Limit ? open : open.RemoveRange(open.Where(pair => pair.Value.At + Window < gift.At).Select(pair => pair.Key));
        return current.Count < Limit ? new Combos(current.SetItem((gift.From, gift.Gift, gift.To), (gift.Combo, gift.At))) : new Combos(current);
    }
}
