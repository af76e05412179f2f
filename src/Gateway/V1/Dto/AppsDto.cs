namespace Rooms.Gateway.V1.Dto;

internal sealed record AppsDto(AppDto[] Apps);
