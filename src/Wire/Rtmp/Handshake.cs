using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rooms.Wire.Rtmp;

/// <summary>
/// The handshake, RTMP 1.0 section 5.2: C0 and S0 are the version, C1 and S1 <c>time:32 zero:32 random:1528</c>, C2 and S2 the echo of the
/// other's. Flash players and ffmpeg put a version in the place of zero and a digest among the random bytes (<see cref="HandshakeDigest"/>).
/// </summary>
public static class Handshake
{
    public const int PacketLength = 1536;

    /// <summary>C0 and C1, or S0 and S1.</summary>
    public const int GreetingLength = 1 + PacketLength;

    /// <summary>S0, S1 and S2.</summary>
    public const int AnswerLength = GreetingLength + PacketLength;

    private const byte Version = 3;

    // Any version of 3.0 or more makes the peer look for a digest; the one of Flash Media Server 4.5.
    private const uint ServerVersion = 0x04050001;

    // Flash Player 10.0.32.18, which nginx-rtmp, SRS and FMS answer with a digest.
    private const uint ClientVersion = 0x0A002012;

    /// <summary>
    /// The server's part: C0 C1 (<see cref="GreetingLength"/>) to S0 S1 S2 (<see cref="AnswerLength"/>), with a digest if the client sent one.
    /// InvalidData: another version, also as soon as C0 alone is there.
    /// </summary>
    public static OperationStatus TryAnswer(ReadOnlySpan<byte> greeting, Span<byte> answer)
    {
        if (!greeting.IsEmpty && greeting[0] != Version) return OperationStatus.InvalidData;
        if (greeting.Length < GreetingLength) return OperationStatus.NeedMoreData;
        var c1 = greeting.Slice(1, PacketLength);
        var s1 = answer.Slice(1, PacketLength);
        var s2 = answer.Slice(GreetingLength, PacketLength);
        answer[0] = Version;
        RandomNumberGenerator.Fill(s1);
        if (HandshakeDigest.TryFind(c1, HandshakeDigest.PlayerKey, out var digestAt, out var scheme))
            Sign(s1, s2, c1.Slice(digestAt, HandshakeDigest.Length), scheme);
        else
            Echo(s1, s2, c1);
        return OperationStatus.Done;
    }

    /// <summary>The client's C0 and C1 (<see cref="GreetingLength"/>), simple or with a digest of scheme 0 or 1.</summary>
    public static void WriteGreeting(Span<byte> greeting, DigestScheme? scheme = DigestScheme.DigestLast)
    {
        greeting[0] = Version;
        var c1 = greeting.Slice(1, PacketLength);
        RandomNumberGenerator.Fill(c1);
        BinaryPrimitives.WriteUInt32BigEndian(c1, 0);
        BinaryPrimitives.WriteUInt32BigEndian(c1[4..], scheme is null ? 0 : ClientVersion);
        if (scheme is { } chosen) HandshakeDigest.Write(c1, HandshakeDigest.PlayerKey, chosen);
    }

    /// <summary>The client's C2 (<see cref="PacketLength"/>) from S0 S1 (the first <see cref="GreetingLength"/> bytes of the answer).</summary>
    public static OperationStatus TryAcknowledge(ReadOnlySpan<byte> answer, Span<byte> acknowledgement)
    {
        if (!answer.IsEmpty && answer[0] != Version) return OperationStatus.InvalidData;
        if (answer.Length < GreetingLength) return OperationStatus.NeedMoreData;
        var s1 = answer.Slice(1, PacketLength);
        var c2 = acknowledgement[..PacketLength];
        if (HandshakeDigest.TryFind(s1, HandshakeDigest.ServerKey, out var digestAt, out _))
            HandshakeDigest.WriteResponse(c2, HandshakeDigest.FullPlayerKey, s1.Slice(digestAt, HandshakeDigest.Length));
        else
            s1.CopyTo(c2);
        return OperationStatus.Done;
    }

    private static void Sign(Span<byte> s1, Span<byte> s2, ReadOnlySpan<byte> clientDigest, DigestScheme scheme)
    {
        BinaryPrimitives.WriteUInt32BigEndian(s1, 0);
        BinaryPrimitives.WriteUInt32BigEndian(s1[4..], ServerVersion);
        HandshakeDigest.Write(s1, HandshakeDigest.ServerKey, scheme);
        HandshakeDigest.WriteResponse(s2, HandshakeDigest.FullServerKey, clientDigest);
    }

    private static void Echo(Span<byte> s1, Span<byte> s2, ReadOnlySpan<byte> c1)
    {
        s1[..8].Clear();
        c1.CopyTo(s2);
    }
}
