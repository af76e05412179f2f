using System.Collections.Immutable;

namespace Rooms.Grains.Users;

/// <summary>What is erased, step by step: pure functions. Every step may be done again.</summary>
internal static class EraseRules
{
    /// <summary>Devices, blocks, conversations and what waits to be sent go at once; one that is being done already goes on.</summary>
    public static Outcome<Done> Begin(UserChange change, string user, Caller caller, ImmutableArray<string> rooms)
    {
        if (UserRules.RefuseOthers<Done>(caller, user) is { } forbidden) return forbidden;
        var state = change.State;
        if (state.Erasing is not null || (!state.Exists && rooms.IsEmpty)) return Done.Value;
        // A message that waits may be at its receiver already.
        change.Note(new EraseBegun(state.Seq, [.. state.Conversations.Keys.Union(state.Outgoing.Select(message => message.To))], rooms));
        return Done.Value;
    }

    /// <summary>A page of the user's own inbox.</summary>
    public static Outcome<Done> Own(UserChange change, IReadOnlyList<UserEntry> page)
    {
        if (change.State.Erasing is not { } left) return Done.Value;
        foreach (var entry in page)
            if (entry is UserText text && entry.Number <= left.UpTo) change.Rewrite(text.Erase());
        var last = page.Count == 0 ? left.UpTo : Math.Min(left.UpTo, page[^1].Number ?? left.UpTo);
        change.Note(new ErasedUpTo(last));
        return Done.Value;
    }

    public static Outcome<Done> Peer(UserChange change, string peer)
    {
        if (change.State.Erasing?.Peers.Contains(peer) is true) change.Note(new PeerErased(peer));
        return Done.Value;
    }

    public static Outcome<Done> Room(UserChange change, string room)
    {
        if (change.State.Erasing?.Rooms.Contains(room) is true) change.Note(new RoomErased(room));
        return Done.Value;
    }

    public static Outcome<Done> Finish(UserChange change)
    {
        if (change.State.Erasing is null) return Done.Value;
        change.Note(new EraseDone());
        // Devices, intents and blocks are in unnumbered entries.
        change.NeedsSnapshot = true;
        return Done.Value;
    }

    /// <summary>A page of an inbox that may hold messages of <paramref name="sender"/>.</summary>
    public static Outcome<Done> From(UserChange change, string sender, IReadOnlyList<UserEntry> page)
    {
        foreach (var entry in page)
            if (entry is Received { IsErased: not true } received && received.From == sender) change.Rewrite(received.Erase());
        var isPreviewed = change.State.Conversations.GetValueOrDefault(sender)?.Last?.From == sender;
        if (change.Rewritten.Count == 0 && !isPreviewed) return Done.Value;
        change.Note(new ErasedFrom(sender, page[^1].Number ?? 0));
        // Snapshots hold the beginning of the newest message.
        change.NeedsSnapshot = true;
        return Done.Value;
    }
}
