using System.Buffers;
using Rooms.Edge.ProxyProtocol;
using Rooms.MediaRelay.Frames;
using Rooms.Wire.Proxy;
using Rooms.Wire.Rtmp;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>The server's part of the handshake (RTMP 1.0 section 5.2), simple or with digests.</summary>
internal sealed class RtmpGreeting(RtmpConnection connection, BufferPool buffers)
{
    private const string Invalid = "handshake_invalid";

    /// <summary>Null: shaken; else why not.</summary>
    public async Task<string?> ShakeHandsAsync(CancellationToken cancellation)
    {
        var input = buffers.Rent(Handshake.GreetingLength);
        try
        {
            if (await FillAsync(input, Handshake.GreetingLength) is { } fault) return fault;
            if (!await TryAnswerAsync(input, cancellation)) return Invalid;
            // C2 echoes S1 (section 5.2.4); several clients send zeros, so it is not looked at.
            return await FillAsync(input, Handshake.PacketLength);
        }
        finally
        {
            buffers.Return(input);
        }
    }

    private async ValueTask<bool> TryAnswerAsync(byte[] greeting, CancellationToken cancellation)
    {
        var answer = buffers.Rent(Handshake.AnswerLength);
        try
        {
            if (Handshake.TryAnswer(greeting.AsSpan(0, Handshake.GreetingLength), answer) != OperationStatus.Done) return false;
            await connection.SendAsync(answer.AsMemory(0, Handshake.AnswerLength), cancellation);
            return true;
        }
        finally
        {
            buffers.Return(answer);
        }
    }

    private async ValueTask<string?> FillAsync(byte[] input, int bytes)
    {
        for (var filled = 0; filled < bytes;)
        {
            var received = await connection.ReceiveAsync(input.AsMemory(filled, bytes - filled));
            if (received == 0) return "handshake_incomplete";
            connection.CountReceived(received);
            filled += received;
            // A wrong version is known from the first byte.
            var isGreeting = bytes == Handshake.GreetingLength;
            if (isGreeting && Handshake.TryAnswer(input.AsSpan(0, 1), []) == OperationStatus.InvalidData) return NameOf(input.AsSpan(0, filled));
        }
        return null;
    }

    private static string NameOf(ReadOnlySpan<byte> other) => ProxyHeader.Detect(other) == OperationStatus.Done ? IntroductionFault.Refused : Invalid;
}
