using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>The limits of rooms-v1 section 4 that the push path keeps; RTMP counts its own connections by the same key.</summary>
[Reloadable]
internal sealed class PushLimitOptions
{
    public const string Section = "Limits";

    /// <summary>All connections of one address. 0: no limit, for viewers behind one NAT.</summary>
    [Range(0, 1_000_000, ErrorMessage = "a whole number from 0 to 1000000")]
    public int ConnectionsPerAddress { get; set; }
}
