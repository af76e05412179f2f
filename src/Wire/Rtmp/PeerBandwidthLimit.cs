namespace Rooms.Wire.Rtmp;

/// <summary>RTMP 1.0 section 5.4.5.</summary>
public enum PeerBandwidthLimit : byte
{
    Hard = 0,
    Soft = 1,
    Dynamic = 2,
}
