using System.Collections.Immutable;
using System.ComponentModel;
using Rooms.Contracts.Users;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record DevicesBody([property: Description("At most 20, each id once.")] DeviceBody[]? Devices) : IBody
{
    public string? Fault()
    {
        if (Devices is null) return "devices: missing";
        if (Devices.Length > Device.MaxDevices) return $"devices: at most {Device.MaxDevices}";
        foreach (var device in Devices)
        {
            if (device?.Id is null) return "devices: each wants an id";
            if (device.Fault() is { } fault) return $"devices: {fault}";
        }
        return null;
    }

    public ImmutableArray<Device> ToDevices() => [.. Devices!.Select(device => device.ToDevice(device.Id!))];
}
