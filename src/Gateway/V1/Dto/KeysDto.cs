namespace Rooms.Gateway.V1.Dto;

internal sealed record KeysDto(KeyDto[] Keys);
