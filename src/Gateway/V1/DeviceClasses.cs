using Rooms.Contracts.Users;

namespace Rooms.Gateway.V1;

/// <summary>Classes of devices by their names.</summary>
internal static class DeviceClasses
{
    public static DeviceClass? Find(string? name) => name switch
    {
        "web" => DeviceClass.Web,
        "mobile" => DeviceClass.Mobile,
        "desktop" => DeviceClass.Desktop,
        "mini" => DeviceClass.Mini,
        _ => null,
    };

    public static string NameOf(DeviceClass device) => device switch
    {
        DeviceClass.Web => "web",
        DeviceClass.Mobile => "mobile",
        DeviceClass.Desktop => "desktop",
        DeviceClass.Mini => "mini",
        _ => throw new ArgumentOutOfRangeException(nameof(device), device, "no such class"),
    };
}
