using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PlayDto(
    string Rtmp,
    [property: Description("HTTP-FLV.")] string Flv,
    [property: Description("FLV over WebSocket.")] string Wsflv,
    [property: Description("Fragmented MP4 over WebSocket.")] string Wsmp4,
    string Hls,
    string Token);
