namespace Rooms.Gateway.V1.Dto;

internal sealed record StreamsDto(StreamDto[] Streams);
