using System.Buffers;
using Rooms.Contracts;
using Rooms.Edge.ProxyProtocol;
using Rooms.Wire.Proxy;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// Whose connection it is, and its place in the <see cref="AddressTable"/>. A direct peer was counted when it was accepted. A trusted proxy's
/// connection begins with a PROXY header, and counts for the client that this names.
/// </summary>
internal sealed class RtmpArrival(RtmpConnection connection, RtmpServices services, bool isIntroduced)
{
    private bool isCounted = !isIntroduced;

    /// <summary>Before the handshake. Null: the client is known and may stay; else why not.</summary>
    public async ValueTask<string?> AdmitAsync()
    {
        if (!isIntroduced) return null;
        if (await ReadHeaderAsync() is { } fault) return fault;
        isCounted = services.Addresses.TryEnter(connection.Address);
        return isCounted ? null : ErrorCodes.RateLimited;
    }

    public void Establish() => services.Addresses.Establish(connection.Address);

    public void Exit(bool wasHalfOpen)
    {
        if (isCounted) services.Addresses.Exit(connection.Address, wasHalfOpen);
    }

    private async ValueTask<string?> ReadHeaderAsync()
    {
        var buffer = services.Frames.Buffers.Rent(ProxyHeader.MaxLength);
        try
        {
            for (var filled = 0; ;)
            {
                // No byte more than the header has: what comes behind it belongs to the handshake, of TLS maybe.
                var received = await connection.ReceiveAsync(buffer.AsMemory(filled, ProxyHeader.Remaining(buffer.AsSpan(0, filled))));
                if (received == 0) return IntroductionFault.Missing;
                filled += received;
                var status = ProxyHeader.TryRead(buffer.AsSpan(0, filled), out var header, out _);
                if (status == OperationStatus.InvalidData) return IntroductionFault.Of(buffer.AsSpan(0, filled));
                if (status == OperationStatus.NeedMoreData) continue;
                if (header.Client is { } client) connection.Introduce(client);
                return null;
            }
        }
        finally
        {
            services.Frames.Buffers.Return(buffer);
        }
    }
}
