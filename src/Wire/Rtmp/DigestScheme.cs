namespace Rooms.Wire.Rtmp;

/// <summary>Where the digest's block lies in C1 and S1; the other 764 bytes hold a Diffie-Hellman key, used by encrypted RTMP alone.</summary>
public enum DigestScheme
{
    /// <summary>Scheme 0: time, version, key, digest.</summary>
    DigestLast = 0,

    /// <summary>Scheme 1: time, version, digest, key.</summary>
    DigestFirst = 1,
}
