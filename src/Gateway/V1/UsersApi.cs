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

/// <summary>Users as the rooms know them.</summary>
internal static class UsersApi
{
    public static void MapUsers(this RouteGroupBuilder v1) => v1.MapGet("/users/{user}", GetAsync)
        .Produces<UserDto>()
        .Refuses(ErrorCodes.Forbidden)
        .Says("Read a user", "Yourself; others: admin, backend, supervisor. With the rooms joined, whether a session is there, and the classes of the devices.");

    private static async Task<IResult> GetAsync(string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (user != caller.Value.User && !caller.Value.Has(Roles.Admin | Roles.Backend | Roles.Supervisor))
            return new Problem(ErrorCodes.Forbidden, "only admin, backend and supervisor read other users");
        var view = await grains.GetAsync<IUserGrain, UserView>(Ids.Key(caller.App, user), grain => grain.GetAsync(cancellation), cancellation);
        return TypedResults.Ok(UserDto.From(view));
    }
}
