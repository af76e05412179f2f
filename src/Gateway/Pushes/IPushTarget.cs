using Rooms.Contracts;
using Rooms.Gateway.Push.Feeds;

namespace Rooms.Gateway.Pushes;

/// <summary>A session on a loop that knows who speaks: pushes to connections reach it, and the list of connections shows it. On the connection's loop.</summary>
internal interface IPushTarget
{
    /// <summary>Null: not yet. Any thread may look.</summary>
    Caller? Caller { get; }

    /// <summary>Words that its app has put on the connection.</summary>
    IReadOnlyList<string> Labels { get; set; }

    /// <summary>The rooms that it follows, and <c>@inbox</c>.</summary>
    IEnumerable<string> Rooms { get; }

    /// <summary>The last number that the client said it had worked off, by room.</summary>
    IEnumerable<KeyValuePair<string, long>> Acknowledged => [];

    /// <summary>How the push looks there; null: this client does not take such pushes.</summary>
    FrameForm? FormOf(LivePush push);
}
