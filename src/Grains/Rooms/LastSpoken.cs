using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rooms.Grains.Rooms;

/// <summary>
/// Who wrote when, for slow mode: an immutable memory of at most <see cref="Limit"/> users. Past it who wrote longest ago is forgotten, and may write
/// again a little early.
/// </summary>
internal sealed class LastSpoken
{
    public const int Limit = 10_000;
    public static readonly LastSpoken None = new([]);

    private readonly ImmutableDictionary<string, DateTimeOffset> byUser;
    private readonly ImmutableQueue<SpokenAt> byAge;

    [JsonConstructor]
    public LastSpoken(ImmutableArray<SpokenAt> items)
        : this(items.ToImmutableDictionary(item => item.User, item => item.At), ImmutableQueue.CreateRange(items), items.Length)
    {
    }

    private LastSpoken(ImmutableDictionary<string, DateTimeOffset> byUser, ImmutableQueue<SpokenAt> byAge, int queued) =>
        (this.byUser, this.byAge, Queued) = (byUser, byAge, queued);

    [JsonIgnore]
    public int Count => byUser.Count;

    /// <summary>With what was overtaken since and waits behind somebody's newest: at most twice <see cref="Limit"/>.</summary>
    [JsonIgnore]
    public int Queued { get; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<SpokenAt> Items => [.. byAge.Where(IsNewest)];

    public DateTimeOffset? Find(string user) => byUser.TryGetValue(user, out var at) ? at : null;

    /// <summary>Forgets what is older than <paramref name="kept"/>.</summary>
    public LastSpoken Add(string user, DateTimeOffset at, TimeSpan kept)
    {
        var (users, ages, queued) = (byUser, byAge, Queued);
        while (!ages.IsEmpty && (users.Count >= Limit || ages.Peek().At + kept <= at || !IsNewest(users, ages.Peek())))
        {
            ages = ages.Dequeue(out var oldest);
            queued--;
            if (IsNewest(users, oldest)) users = users.Remove(oldest.User);
        }
        if (queued == 2 * Limit) (ages, queued) = (ImmutableQueue.CreateRange(ages.Where(spoken => IsNewest(users, spoken))), users.Count);
        return new LastSpoken(users.SetItem(user, at), ages.Enqueue(new SpokenAt(user, at)), queued + 1);
    }

    private bool IsNewest(SpokenAt spoken) => IsNewest(byUser, spoken);

    private static bool IsNewest(ImmutableDictionary<string, DateTimeOffset> users, SpokenAt spoken) =>
        users.TryGetValue(spoken.User, out var at) && at == spoken.At;
}
