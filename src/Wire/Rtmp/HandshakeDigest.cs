using System.Security.Cryptography;

namespace Rooms.Wire.Rtmp;

/// <summary>
/// The digest in C1 and S1, which no published specification names; as Flash Player 9.0.115 introduced it and nginx-rtmp, SRS and ffmpeg
/// agree. The digest block begins with four bytes whose sum modulo 728 is the digest's offset behind them; the digest is the HMAC-SHA256 of
/// the packet without the digest. C2 and S2 end with the HMAC of their other bytes under a key derived from the peer's digest.
/// </summary>
internal static class HandshakeDigest
{
    public const int Length = HMACSHA256.HashSizeInBytes;

    private const int BlockLength = 764;
    private const int OffsetLength = 4;

    // 764 - 4 - 32.
    private const int OffsetModulus = BlockLength - OffsetLength - Length;

    // "Genuine Adobe Flash Media Server 001", then 32 bytes that only C2 and S2 use.
    private static readonly byte[] ServerKeyBytes =
    [
        .. "Genuine Adobe Flash Media Server 001"u8,
        0xF0, 0xEE, 0xC2, 0x4A, 0x80, 0x68, 0xBE, 0xE8, 0x2E, 0x00, 0xD0, 0xD1, 0x02, 0x9E, 0x7E, 0x57,
        0x6E, 0xEC, 0x5D, 0x2D, 0x29, 0x80, 0x6F, 0xAB, 0x93, 0xB8, 0xE6, 0x36, 0xCF, 0xEB, 0x31, 0xAE,
    ];

    private static readonly byte[] PlayerKeyBytes = [.. "Genuine Adobe Flash Player 001"u8, .. ServerKeyBytes.AsSpan(36)];

    public static ReadOnlySpan<byte> FullServerKey => ServerKeyBytes;

    public static ReadOnlySpan<byte> ServerKey => ServerKeyBytes.AsSpan(0, 36);

    public static ReadOnlySpan<byte> FullPlayerKey => PlayerKeyBytes;

    public static ReadOnlySpan<byte> PlayerKey => PlayerKeyBytes.AsSpan(0, 30);

    public static bool TryFind(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> key, out int digestAt, out DigestScheme scheme)
    {
        scheme = DigestScheme.DigestLast;
        if (IsGenuine(packet, key, digestAt = DigestAt(packet, scheme))) return true;
        scheme = DigestScheme.DigestFirst;
        return IsGenuine(packet, key, digestAt = DigestAt(packet, scheme));
    }

    public static void Write(Span<byte> packet, ReadOnlySpan<byte> key, DigestScheme scheme)
    {
        var digestAt = DigestAt(packet, scheme);
        Digest(packet, key, digestAt, packet.Slice(digestAt, Length));
    }

    /// <summary>C2 or S2: random bytes, signed with a key that knowing the peer's digest gives.</summary>
    public static void WriteResponse(Span<byte> packet, ReadOnlySpan<byte> fullKey, ReadOnlySpan<byte> peerDigest)
    {
        Span<byte> derived = stackalloc byte[Length];
        HMACSHA256.HashData(fullKey, peerDigest, derived);
        var body = packet[..^Length];
        RandomNumberGenerator.Fill(body);
        HMACSHA256.HashData(derived, body, packet[^Length..]);
    }

    private static bool IsGenuine(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> key, int digestAt)
    {
        Span<byte> digest = stackalloc byte[Length];
        Digest(packet, key, digestAt, digest);
        return packet.Slice(digestAt, Length).SequenceEqual(digest);
    }

    private static int DigestAt(ReadOnlySpan<byte> packet, DigestScheme scheme)
    {
        var block = scheme == DigestScheme.DigestFirst ? 8 : 8 + BlockLength;
        var sum = packet[block] + packet[block + 1] + packet[block + 2] + packet[block + 3];
        return block + OffsetLength + sum % OffsetModulus;
    }

    private static void Digest(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> key, int digestAt, Span<byte> digest)
    {
        Span<byte> joined = stackalloc byte[Handshake.PacketLength - Length];
        packet[..digestAt].CopyTo(joined);
        packet[(digestAt + Length)..].CopyTo(joined[digestAt..]);
        HMACSHA256.HashData(key, joined, digest);
    }
}
