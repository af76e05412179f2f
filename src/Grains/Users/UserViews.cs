using System.Collections.Immutable;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>What is shown of a user's state.</summary>
internal static class UserViews
{
    /// <summary>Newest first.</summary>
    public static ImmutableArray<ConversationView> Conversations(UserState state, string user)
    {
        var unread = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var message in state.Kept)
            if (IsUnread(state, message)) unread[message.Peer] = unread.GetValueOrDefault(message.Peer) + 1;
        return [.. state.Conversations.Values
            .OrderByDescending(conversation => conversation.LastSeq)
            .Select(conversation => View(conversation, unread.GetValueOrDefault(conversation.Peer), user))];
    }

    public static ConversationView Conversation(UserState state, Conversation conversation, string user) =>
        View(conversation, state.Kept.Count(message => message.Peer == conversation.Peer && IsUnread(state, message)), user);

    // One that is no longer kept is nothing to read, and one of a forgotten conversation is in no list.
    private static bool IsUnread(UserState state, KeptMessage message) =>
        state.Conversations.TryGetValue(message.Peer, out var conversation) && message.Seq > conversation.Read;

    private static ConversationView View(Conversation conversation, int unread, string user) => new(
        conversation.Peer,
        unread,
        conversation.Read,
        conversation.LastSeq,
        conversation.LastAt,
        // One's own is stored without a name: it would be the same in all.
        conversation.Last is { From: "" } own ? own with { From = user } : conversation.Last);
}
