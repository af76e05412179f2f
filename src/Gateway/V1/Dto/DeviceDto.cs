using System.ComponentModel;
using Rooms.Contracts.Users;

namespace Rooms.Gateway.V1.Dto;

internal sealed record DeviceDto(
    string Id,
    [property: Description("web, mobile, desktop or mini.")] string Class,
    string? PushToken,
    string? Platform)
{
    public static DeviceDto From(Device device) => new(device.Id, DeviceClasses.NameOf(device.Class), device.PushToken, device.Platform);
}
