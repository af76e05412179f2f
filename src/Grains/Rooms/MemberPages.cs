using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>Pages of members by user id: who comes or goes meanwhile neither repeats nor hides another.</summary>
internal static class MemberPages
{
    public const int MaxLimit = 1_000;

    public static MemberPage Of(RoomState state, int limit, string? cursor)
    {
        limit = Math.Clamp(limit, 1, MaxLimit);
        // The first few of an unsorted crowd: one pass, and a heap of a page's size with the last of them on top.
        var page = new PriorityQueue<RoomMember, string>(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)));
        foreach (var member in state.Members.Values)
        {
            if (cursor is not null && string.CompareOrdinal(member.User, cursor) <= 0) continue;
            page.Enqueue(member, member.User);
            if (page.Count > limit + 1) page.Dequeue();
        }
        var hasMore = page.Count > limit;
        if (hasMore) page.Dequeue();
        var members = new MemberView[page.Count];
        for (var i = members.Length - 1; i >= 0; i--)
        {
            var member = page.Dequeue();
            members[i] = new MemberView(member.User, member.Role, member.JoinedAt);
        }
        return new MemberPage([.. members], hasMore ? members[^1].User : null, state.Members.Count);
    }
}
