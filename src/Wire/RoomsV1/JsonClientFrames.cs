using System.Text.Json;
using System.Text.Unicode;

namespace Rooms.Wire.RoomsV1;

/// <summary>A client's frame as <c>rooms.v1.json</c>: one JSON object a WebSocket message. Members that are not known are ignored.</summary>
public static class JsonClientFrames
{
    public static bool TryRead(ReadOnlySpan<byte> source, out ClientFrame? frame, out FrameFault fault)
    {
        frame = null;
        fault = source.Length > FrameLimits.FrameBytes ? new FrameFault(FrameFaultKind.TooLong) : default;
        if (fault.Kind != FrameFaultKind.None) return false;
        // The JSON reader looks into strings only when they are asked for; data is kept as it came.
        if (!Utf8.IsValid(source)) return Refuse(FrameFaultKind.NotUtf8, out fault);
        try
        {
            var reader = new JsonFrameReader(source);
            frame = reader.Read(out fault);
            return frame is not null;
        }
        catch (JsonException)
        {
            return Refuse(FrameFaultKind.NotJson, out fault);
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader.GetString throws for an escaped half of a surrogate pair.
            return Refuse(FrameFaultKind.NotUtf8, out fault);
        }
    }

    private static bool Refuse(FrameFaultKind kind, out FrameFault fault)
    {
        fault = new FrameFault(kind);
        return false;
    }
}
