using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>States as clients see them.</summary>
internal static class RoomViews
{
    // A page of lists holds a hundred rooms: there a large room shows its anchors and a few of its audience.
    public const int MaxMembersListed = 20;

    public static RoomView Of(string id, RoomState state, int maxMembers = RoomView.MaxMembersShown) => new(
        id,
        state.Scene,
        state.Name,
        state.Info,
        state.Cover,
        state.Creator,
        state.Status,
        state.CreatedAt,
        state.Members.Count,
        state.Counters,
        state.Custom,
        ShownMembers(state, maxMembers),
        [.. state.Streams.Select(s => new RoomStreamView(s.StreamId, s.Name, s.User, s.Status))],
        state.Seq)
    {
        Settings = state.Settings,
        Peak = state.Peak,
    };

    // Anchors first, then the order of joining. Of a crowd any few will do: sorting it all for each view would cost more than it tells.
    private static ImmutableArray<MemberView> ShownMembers(RoomState state, int max)
    {
        var anchors = state.Anchors == 0 ? [] : state.Members.Values.Where(m => m.IsAnchor);
        var audience = state.Members.Values.Where(m => !m.IsAnchor).Take(Math.Max(0, max - state.Anchors));
        return [.. anchors.Concat(audience)
            .OrderByDescending(m => m.IsAnchor).ThenBy(m => m.JoinedAt).ThenBy(m => m.User, StringComparer.Ordinal)
            .Take(max)
            .Select(m => new MemberView(m.User, m.Role, m.JoinedAt))];
    }
}
