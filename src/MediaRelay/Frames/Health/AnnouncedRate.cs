using System.Buffers;
using Rooms.Wire.Amf;

namespace Rooms.MediaRelay.Frames.Health;

/// <summary>The frame rate that a publisher's onMetaData announces.</summary>
internal static class AnnouncedRate
{
    // Variable rates are announced as anything up to their clock's.
    private const double Highest = 120;

    /// <summary>0: none is announced, or none that can be.</summary>
    public static double Of(Frame? metadata)
    {
        if (metadata is null) return 0;
        var reader = new Amf0Reader(metadata.Payload);
        // The handler's name, then its values.
        if (reader.TryRead(out _) != OperationStatus.Done || reader.TryRead(out var values) != OperationStatus.Done) return 0;
        return (values["framerate"].AsNumber ?? values["videoframerate"].AsNumber) is { } rate and > 0 and <= Highest ? rate : 0;
    }
}
