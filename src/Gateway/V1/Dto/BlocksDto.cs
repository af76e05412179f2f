namespace Rooms.Gateway.V1.Dto;

internal sealed record BlocksDto(string[] Blocks);
