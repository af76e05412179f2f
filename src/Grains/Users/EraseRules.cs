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
        change.Note(new EraseBegun(state.Seq, [.. state.Conversations.Keys.Union(state.Outgoing.Select(message => message.To))], rooms, state.Sends));
        return Done.Value;
    }

    /// <summary>What to try next, past those that could not be done lately: one bad peer must not keep the others waiting. Null: all of them.</summary>
    public static EraseTarget? Next(Erasure left, IReadOnlySet<EraseTarget> failed)
    {
        if (!left.IsOwnDone) return Untried(new EraseTarget(EraseStep.Own));
        foreach (var peer in left.Peers)
            if (Untried(new EraseTarget(EraseStep.Peer, peer)) is { } target) return target;
        foreach (var room in left.Rooms)
            if (Untried(new EraseTarget(EraseStep.Room, room)) is { } target) return target;
        return left.Left == 0 ? Untried(new EraseTarget(EraseStep.Finish)) : null;

        EraseTarget? Untried(EraseTarget target) => failed.Contains(target) ? null : target;
    }

    /// <summary>A page of the user's own inbox.</summary>
    public static Outcome<Done> Own(UserChange change, IReadOnlyList<UserEntry> page)
    {
        if (change.State.Erasing is not { } left) return Done.Value;
        foreach (var entry in page)
            if (entry is UserText { IsErased: not true } text && entry.Number <= left.UpTo) change.Rewrite(text.Erase());
        var last = page.Count == 0 ? left.UpTo : Math.Min(left.UpTo, page[^1].Number ?? left.UpTo);
        Write(change, new ErasedUpTo(last), isTold: change.Rewritten.Count > 0);
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

    /// <summary>A page of an inbox that may hold messages of <paramref name="sender"/>, up to that sender's <paramref name="sends"/>-th.</summary>
    public static Outcome<Done> From(UserChange change, string sender, long sends, IReadOnlyList<UserEntry> page, bool isFirst)
    {
        foreach (var entry in page)
            if (entry is Received { IsErased: not true } received && received.From == sender && received.Send <= sends) change.Rewrite(received.Erase());
        var isPreviewed = change.State.PreviewsTextOf(sender, sends);
        if (!isFirst && change.Rewritten.Count == 0 && !isPreviewed) return Done.Value;
        Write(change, new ErasedFrom(sender, sends), isTold: change.Rewritten.Count > 0 || isPreviewed);
        // The stored snapshot may hold the beginning of a message that nothing else has any more. With the first page: killed before the last one, nothing
        // would tell the next activation of it.
        change.NeedsSnapshot |= isFirst;
        return Done.Value;
    }

    private static void Write(UserChange change, UserEntry entry, bool isTold)
    {
        if (isTold) change.Tell(entry);
        else change.Note(entry);
    }
}
