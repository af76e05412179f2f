namespace Rooms.Gateway.V1.Dto;

internal sealed record PushSlowDto(string Id, string Protocol, string Address, DateTimeOffset Since, long QueuedBytes, long Dropped, long Delivered);
