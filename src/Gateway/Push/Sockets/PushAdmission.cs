using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Contracts.Shutdown;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Who may open a connection, before anything is made for it. Any thread.</summary>
internal sealed class PushAdmission(ConnectionTable table, PushOrigins origins, IOptionsMonitor<PushLimitOptions> limits, Drain drain)
{
    /// <summary>A code of <see cref="ErrorCodes"/>; null: welcome.</summary>
    public string? Refuse(PushHandshake handshake)
    {
        if (drain.IsBegun) return ErrorCodes.Draining;
        if (limits.CurrentValue.ConnectionsPerAddress is > 0 and var most && table.CountOf(handshake.Address) >= most) return ErrorCodes.RateLimited;
        return origins.Admits(handshake.Origin, handshake.Host) ? null : ErrorCodes.OriginForbidden;
    }
}
