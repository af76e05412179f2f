using System.ComponentModel.DataAnnotations;
using Rooms.Edge;

namespace Rooms.Gateway.Outgoing;

/// <summary>Calls to the apps' backends: webhooks and hooks (docs/webhooks.md).</summary>
internal sealed class OutgoingOptions
{
    public const string Section = "Webhooks";

    /// <summary>
    /// Networks that backends may be in though they are not public: private, loopback, link-local and the like. Empty: none, so that whoever may set an
    /// address cannot make the server call what only the server reaches.
    /// </summary>
    [Networks(ErrorMessage = "addresses or networks such as 10.1.2.0/24 or fd00::/8")]
    public string[] AllowedNetworks { get; set; } = [];

    /// <summary>Webhooks of one app on their way at a time: rooms beside each other. 8 at 50 ms each are 160 a second.</summary>
    [Range(1, 256)]
    public int ConcurrencyPerApp { get; set; } = 8;

    /// <summary>The same of all apps together.</summary>
    [Range(1, 1024)]
    public int Concurrency { get; set; } = 64;
}
