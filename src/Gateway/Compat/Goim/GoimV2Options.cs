using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>goim v2. The defaults are goim's own ports and times.</summary>
internal sealed class GoimV2Options
{
    public const string Section = "Compat:Goim:V2";

    /// <summary>Packets over TCP. 0: any free port. -1: none.</summary>
    [Range(-1, 65535)]
    public int TcpPort { get; set; } = 3101;

    /// <summary>WebSocket at /sub. 0: any free port. -1: none.</summary>
    [Range(-1, 65535)]
    public int WsPort { get; set; } = 3102;

    /// <summary>The push API and online numbers. 0: any free port. -1: none.</summary>
    [Range(-1, 65535)]
    public int HttpPort { get; set; } = 3111;

    /// <summary>From accepting a connection to its authentication, the upgrade included.</summary>
    [Range(1, 600)]
    public int HandshakeSeconds { get; set; } = 8;

    /// <summary>How often clients are told to send a heartbeat.</summary>
    [Range(1, 3600)]
    public int HeartbeatSeconds { get; set; } = 240;

    /// <summary>So many heartbeats missed, and the connection is closed.</summary>
    [Range(1, 100)]
    public int HeartbeatMax { get; set; } = 2;

    public TimeSpan HandshakeTime => TimeSpan.FromSeconds(HandshakeSeconds);

    public TimeSpan SilentTime => TimeSpan.FromSeconds(HeartbeatSeconds) * HeartbeatMax;
}
