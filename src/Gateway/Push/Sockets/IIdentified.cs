using Rooms.Contracts;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>A session that knows who speaks; what the push API and the inspector go by. On the connection's loop.</summary>
internal interface IIdentified
{
    /// <summary>Null: not yet.</summary>
    Caller? Caller { get; }

    /// <summary>Words that its app has put on the connection.</summary>
    IReadOnlyList<string> Labels { get; set; }

    /// <summary>What it follows, in the words of its protocol.</summary>
    IEnumerable<string> Rooms { get; }
}
