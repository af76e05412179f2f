using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushFeedDto([property: Description("room or inbox.")] string Kind, [property: Description("app/room or app/user.")] string Key, int Subscribers);
