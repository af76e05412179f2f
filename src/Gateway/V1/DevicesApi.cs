using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>A user's devices, which the app's backend may wake when a message finds nobody there (<c>message.offline</c>).</summary>
internal static class DevicesApi
{
    public static void MapDevices(this RouteGroupBuilder v1)
    {
        v1.MapGet("/users/{user}/devices", ListAsync)
            .Produces<DevicesDto>()
            .Refuses(ErrorCodes.Forbidden)
            .Says("List devices", "Your own; another's: admin and backend.");
        v1.MapPut("/users/{user}/devices", SetAllAsync)
            .Takes<DevicesBody>("""{"devices": [{"id": "phone-1", "class": "mobile", "pushToken": "f7c3...", "platform": "fcm"}]}""")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Forbidden)
            .Says("Set all devices", "Instead of those that there were. At most 20.");
        v1.MapPut("/users/{user}/devices/{device}", SetAsync)
            .Takes<DeviceBody>("""{"class": "mobile", "pushToken": "f7c3...", "platform": "fcm"}""")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Forbidden)
            .Says("Set a device", "A new one, or in place of the one of this id.");
        v1.MapDelete("/users/{user}/devices/{device}", RemoveAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Forbidden, ErrorCodes.DeviceNotFound)
            .Says("Remove a device", "Its push token goes with it.");
    }

    private static async Task<IResult> ListAsync(string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (Owner.RefuseOthers(caller, user) is { } refused) return refused;
        var outcome = await grains.AskAsync<IUserGrain, ImmutableArray<Device>>(
            Ids.Key(caller.App, user), grain => grain.GetDevicesAsync(cancellation), cancellation);
        return outcome.To(devices => TypedResults.Ok(new DevicesDto([.. devices.Select(DeviceDto.From)])));
    }

    private static async Task<IResult> SetAllAsync(
        string user, CurrentCaller caller, Body<DevicesBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IUserGrain, Done>(
            Ids.Key(caller.App, user), grain => grain.SetDevicesAsync(caller.Value, body.Value.ToDevices(), cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static async Task<IResult> SetAsync(
        string user, string device, CurrentCaller caller, Body<DeviceBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IUserGrain, Done>(
            Ids.Key(caller.App, user), grain => grain.SetDeviceAsync(caller.Value, body.Value.ToDevice(device), cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static async Task<IResult> RemoveAsync(string user, string device, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IUserGrain, Done>(
            Ids.Key(caller.App, user), grain => grain.RemoveDeviceAsync(caller.Value, device, cancellation), cancellation);
        return outcome.ToNoContent();
    }
}
