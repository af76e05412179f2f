namespace Rooms.Contracts.Users;

/// <summary>Kinds of devices, by which an app may bound its users' sessions.</summary>
public enum DeviceClass
{
    Web,
    Mobile,
    Desktop,

    /// <summary>A mini program inside another app.</summary>
    Mini,
}
