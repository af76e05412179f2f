namespace Rooms.Gateway.V1.Dto;

internal sealed record PushLoopDto(long Connections, long Deliveries, long Sends, long QueuedBytes, long Dropped);
