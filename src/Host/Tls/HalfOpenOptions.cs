using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Host.Tls;

/// <summary>The limit of rooms-v1 section 4 on connections that want nothing yet, as HTTPS keeps it; RTMP keeps its own count.</summary>
[Reloadable]
internal sealed class HalfOpenOptions
{
    public const string Section = "Limits";

    /// <summary>64: an office behind one address opens its pages, a flood of hellos holds little.</summary>
    [Range(1, 65536)]
    public int HalfOpenPerAddress { get; set; } = 64;
}
