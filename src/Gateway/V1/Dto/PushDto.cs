using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushDto(
    [property: Description("server and key in one.")] string Rtmp,
    [property: Description("OBS: Server.")] string Server,
    [property: Description("OBS: Stream key.")] string Key,
    string Token);
