namespace Rooms.Contracts.Users;

/// <summary>
/// A device of a user. <paramref name="PushToken"/> is what the app's backend needs to wake it; <paramref name="Platform"/> is the app's own word
/// for where that token counts.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.Device")]
public sealed record Device(
    [property: Id(0)] string Id,
    [property: Id(1)] DeviceClass Class,
    [property: Id(2)] string? PushToken,
    [property: Id(3)] string? Platform)
{
    public const int MaxDevices = 20;
    public const int MaxPushToken = 2_048;
    public const int MaxPlatform = 32;
}
