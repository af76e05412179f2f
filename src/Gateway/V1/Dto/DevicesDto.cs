namespace Rooms.Gateway.V1.Dto;

internal sealed record DevicesDto(DeviceDto[] Devices);
