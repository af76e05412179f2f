using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Control;

namespace Rooms.MediaRelay.Control;

/// <summary>Writes the node's first message.</summary>
internal sealed class NodeIdentity(IOptions<NodeOptions> options, NodePorts ports)
{
    private const string BesideGateway = "local";

    /// <summary>Beside a gateway HTTP is the gateway's own: port 0 says so.</summary>
    public Register Introduce(bool isBesideGateway)
    {
        var node = options.Value;
        return new Register
        {
            Id = "register",
            Node = node.Id.Length > 0 ? node.Id : isBesideGateway ? BesideGateway : MachineId(),
            Session = Guid.NewGuid().ToString("n"),
            PublicHost = node.PublicHost.Length > 0 ? node.PublicHost : null,
            RtmpPort = node.RtmpPort > 0 ? node.RtmpPort : ports.Rtmp(),
            HttpPort = isBesideGateway ? 0 : node.HttpPort > 0 ? node.HttpPort : ports.Http(),
            RtmpTlsPort = node.RtmpTlsPort > 0 ? node.RtmpTlsPort : ports.RtmpTls(),
            HttpsPort = isBesideGateway ? 0 : node.HttpsPort > 0 ? node.HttpsPort : ports.Https(),
            Isps = node.Isps,
            Regions = node.Regions,
            MaxViewers = node.MaxViewers,
        };
    }

    private static string MachineId()
    {
        var name = new string([.. Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.').Take(Ids.MaxLength)]);
        return name.Length > 0 ? name : "relay";
    }
}
