namespace Rooms.Gateway.Push.Sockets;

/// <summary>What a connection follows, as the connection sees it. The loop's thread.</summary>
internal interface IConnectionFeeds
{
    /// <summary>The queue has room for older events that are to be caught up.</summary>
    void OnRoom();

    void OnClosed();
}
