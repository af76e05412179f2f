using System.Collections.Immutable;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>A user's devices: pure functions. A refusal adds nothing, and neither does what is so already.</summary>
internal static class DeviceRules
{
    public static Outcome<Done> Set(UserChange change, string user, Caller caller, Device device)
    {
        if (UserRules.RefuseOthers<Done>(caller, user) is { } forbidden) return forbidden;
        var devices = change.State.FindDevice(device.Id) is { } known ? change.State.Devices.Replace(known, device) : change.State.Devices.Add(device);
        return Set(change, devices);
    }

    public static Outcome<Done> Set(UserChange change, string user, Caller caller, ImmutableArray<Device> devices) =>
        UserRules.RefuseOthers<Done>(caller, user) ?? Set(change, devices);

    public static Outcome<Done> Remove(UserChange change, string user, Caller caller, string device)
    {
        if (UserRules.RefuseOthers<Done>(caller, user) is { } forbidden) return forbidden;
        if (change.State.FindDevice(device) is not { } known) return Refusal.Of<Done>(ErrorCodes.DeviceNotFound, "the user has no such device");
        return Set(change, change.State.Devices.Remove(known));
    }

    private static Outcome<Done> Set(UserChange change, ImmutableArray<Device> devices)
    {
        if (FaultIn(devices) is { } fault) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, fault);
        if (!devices.SequenceEqual(change.State.Devices)) change.Note(new DevicesSet(devices));
        return Done.Value;
    }

    private static string? FaultIn(ImmutableArray<Device> devices)
    {
        if (devices.Length > Device.MaxDevices) return $"devices: at most {Device.MaxDevices}";
        if (devices.DistinctBy(device => device.Id).Count() < devices.Length) return "devices: each id once";
        foreach (var device in devices)
        {
            if (!Ids.IsValid(device.Id)) return "id: 1-64 characters of A-Z a-z 0-9 _ . ~ -";
            if (!Enum.IsDefined(device.Class)) return "class: web, mobile, desktop or mini";
            if (device.PushToken?.Length > Device.MaxPushToken) return $"pushToken: at most {Device.MaxPushToken} characters";
            if (device.Platform?.Length > Device.MaxPlatform) return $"platform: at most {Device.MaxPlatform} characters";
        }
        return null;
    }
}
