namespace Rooms.Wire.WebSocket;

/// <summary>Why a connection is closed (RFC 6455 7.4.1).</summary>
public static class WebSocketStatus
{
    public const ushort Normal = 1000;
    public const ushort GoingAway = 1001;
    public const ushort ProtocolError = 1002;
    public const ushort InvalidPayload = 1007;
    public const ushort PolicyViolation = 1008;
    public const ushort MessageTooBig = 1009;
    public const ushort InternalError = 1011;

    /// <summary>Registered by IANA: try again later.</summary>
    public const ushort TryAgainLater = 1013;

    private const ushort FirstRegistered = 3000;
    private const ushort LastPrivate = 4999;

    /// <summary>7.4.2: may a close frame carry it?</summary>
    public static bool IsValid(int status) => status is >= Normal and <= 1003 or >= InvalidPayload and <= 1014 or >= FirstRegistered and <= LastPrivate;
}
