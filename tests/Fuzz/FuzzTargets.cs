using Rooms.Fuzz.Targets;

namespace Rooms.Fuzz;

/// <summary>Every target. A new one is a line here, a class in Targets, a seed or two, and at least one planted bug.</summary>
internal static class FuzzTargets
{
    public static readonly FuzzTarget[] All =
    [
        new("rtmp-chunks", ChunkTarget.Run, ChunkTarget.AllocationLimit, ChunkTarget.Plants),
        new("amf", AmfTarget.Run, AmfTarget.AllocationLimit, AmfTarget.Plants),
        new("flv", FlvTarget.Run, FlvTarget.AllocationLimit, FlvTarget.Plants),
        new("codecs", CodecTarget.Run, CodecTarget.AllocationLimit, CodecTarget.Plants),
        new("websocket", WebSocketTarget.Run, WebSocketTarget.AllocationLimit, WebSocketTarget.Plants),
        new("files", FileTarget.Run, FileTarget.AllocationLimit, FileTarget.Plants),
        new("websocket-messages", WebSocketReaderTarget.Run, WebSocketReaderTarget.AllocationLimit, WebSocketReaderTarget.Plants),
        new("upgrade", UpgradeTarget.Run, UpgradeTarget.AllocationLimit, UpgradeTarget.Plants),
        new("proxy", ProxyTarget.Run, ProxyTarget.AllocationLimit, ProxyTarget.Plants),
        new("webim", WebImTarget.Run, WebImTarget.AllocationLimit, WebImTarget.Plants),
        new("goim", GoimTarget.Run, GoimTarget.AllocationLimit, GoimTarget.Plants),
        new("rooms-v1", RoomsV1Target.Run, RoomsV1Target.AllocationLimit, RoomsV1Target.Plants),
        new("words", WordsTarget.Run, WordsTarget.AllocationLimit, WordsTarget.Plants),
    ];
}
