using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>The keys of rooms-v1 section 4 that count for connections of this server.</summary>
[Reloadable]
internal sealed class RtmpLimitOptions
{
    public const string Section = "Limits";

    /// <summary>Connections of one address that neither publish nor play yet.</summary>
    [Range(1, 65536)]
    public int HalfOpenPerAddress { get; set; } = 64;

    /// <summary>All connections of one address. 0: no limit, for viewers behind one NAT.</summary>
    [Range(0, 1_000_000)]
    public int ConnectionsPerAddress { get; set; }
}
