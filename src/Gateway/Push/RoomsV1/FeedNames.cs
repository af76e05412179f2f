using Rooms.Contracts;
using Rooms.Contracts.Feeds;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>Feeds as clients call them: a room's id, or <c>@inbox</c>, which is always the caller's own.</summary>
internal static class FeedNames
{
    /// <summary>No room's id has an @.</summary>
    public const string Inbox = "@inbox";

    /// <summary>What pushes to connections come as; it cannot be followed.</summary>
    public const string Push = "@push";

    public static string Of(FeedId feed) => feed.Kind == FeedKind.Inbox ? Inbox : Ids.Split(feed.Key).Id;

    /// <summary>Null: no name of a feed.</summary>
    public static FeedId? Find(Caller caller, string name)
    {
        if (name == Inbox) return FeedId.Inbox(caller.App, caller.User);
        return Ids.IsValid(name) ? FeedId.Room(caller.App, name) : null;
    }
}
