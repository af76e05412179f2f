using System.Security.Cryptography;
using System.Text;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>A session that publishes: turns its messages into frames of one stream.</summary>
internal sealed class RtmpPublisher(string id, string token, RtmpConnection connection, FramePool frames) : IPublisherSession
{
    private StreamPublisher? publisher;

    public string Id => id;

    // Enough to tell tokens apart, too little to be one.
    public string TokenHash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 16));

    public string Protocol => "rtmp";

    /// <summary>Set when the stream no longer wants this publisher.</summary>
    public string? RevokeReason { get; private set; }

    public void Start(StreamPublisher granted) => publisher = granted;

    /// <summary>Takes the message over. False: nothing more is wanted.</summary>
    public bool TryTake(RtmpMessage message)
    {
        if (RtmpToFrames.Read(message, frames) is not { } frame) return true;
        try
        {
            return publisher!.Publish(frame);
        }
        finally
        {
            frame.Release();
        }
    }

    /// <summary>Until when new bytes may wait in the kernel, since their frames would wait for a merge window here. 0: not at all.</summary>
    public long PatientUntil(FanOutLoop reader) => publisher?.PatientUntil(reader) ?? 0;

    public void End(string reason) => publisher?.End(reason);

    public void Lose(string reason) => publisher?.Lose(reason);

    public void Revoke(string reason)
    {
        RevokeReason = reason;
        connection.Stop();
    }
}
