using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Pushes;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>Who is there, whatever he speaks: in a room everybody who follows it, in all every connection of the app. Of this process, of this moment.</summary>
internal sealed class GoimOnline(FeedHub feeds, ConnectionViews views, GoimRooms rooms)
{
    /// <summary>Rooms of goim's with somebody in them. A key that its room's id is only a digest of is not among them.</summary>
    public IEnumerable<KeyValuePair<string, int>> Rooms =>
        from feed in feeds.All
        where feed.Id.Kind == FeedKind.Room && Ids.Split(feed.Id.Key).App == rooms.App
        let key = RoomKeys.ToKey(Ids.Split(feed.Id.Key).Id)
        let count = feed.Followers
        where key is not null && count > 0
        select KeyValuePair.Create(key, count);

    public int CountIn(string roomKey) => feeds.FollowersOf(FeedId.Room(rooms.App, RoomKeys.ToId(roomKey)));

    /// <summary>Connections, and the addresses that they come from.</summary>
    public (int Connections, int Addresses) Count()
    {
        var addresses = views.AddressesOf(rooms.App).ToArray();
        return (addresses.Length, addresses.Distinct(StringComparer.Ordinal).Count());
    }
}
