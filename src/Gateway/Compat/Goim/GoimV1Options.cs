using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>goim v1, the classic generation. Its ports are off until named: 8080, its own for TCP, is ours for HTTP.</summary>
internal sealed class GoimV1Options
{
    public const string Section = "Compat:Goim:V1";

    /// <summary>Packets over TCP; goim's own is 8080. 0: any free port. -1: none.</summary>
    [Range(-1, 65535)]
    public int TcpPort { get; set; } = -1;

    /// <summary>JSON over WebSocket at /sub; goim's own is 8090. 0: any free port. -1: none.</summary>
    [Range(-1, 65535)]
    public int WsPort { get; set; } = -1;

    /// <summary>The push API; goim's own is 7172. 0: any free port. -1: none.</summary>
    [Range(-1, 65535)]
    public int HttpPort { get; set; } = -1;

    /// <summary>v1 numbers its rooms: room 1 is v2's room <c>v1://1</c>, with this word before it.</summary>
    [RegularExpression("[A-Za-z0-9_-]{1,32}", ErrorMessage = "1-32 characters of A-Z a-z 0-9 _ -")]
    public string RoomType { get; set; } = "v1";

    /// <summary>From accepting a connection to its authentication.</summary>
    [Range(1, 600)]
    public int HandshakeSeconds { get; set; } = 5;

    /// <summary>Without a heartbeat for so long the connection is closed.</summary>
    [Range(1, 7200)]
    public int SilentSeconds { get; set; } = 300;

    public TimeSpan HandshakeTime => TimeSpan.FromSeconds(HandshakeSeconds);

    public TimeSpan SilentTime => TimeSpan.FromSeconds(SilentSeconds);
}
