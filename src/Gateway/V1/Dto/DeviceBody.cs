using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

/// <summary>One device; its id stands in the path, or, within a list, here.</summary>
internal sealed record DeviceBody(
    [property: Description("In a list of devices only.")] string? Id,
    [property: Description("web, mobile, desktop or mini.")] string? Class,
    [property: Description("What your backend needs to wake the device; your webhook gets it with message.offline.")] string? PushToken,
    [property: Description("Your own word for where the token counts: apns, fcm ...")] string? Platform) : IBody
{
    public string? Fault()
    {
        if (DeviceClasses.Find(Class) is null) return "class: web, mobile, desktop or mini";
        if (Id is not null && !Ids.IsValid(Id)) return Field.NoId("id");
        return Field.TooLong("pushToken", PushToken, Device.MaxPushToken) ?? Field.TooLong("platform", Platform, Device.MaxPlatform);
    }

    public Device ToDevice(string id) => new(id, DeviceClasses.Find(Class)!.Value, PushToken, Platform);
}
