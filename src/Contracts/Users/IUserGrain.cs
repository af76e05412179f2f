using System.Collections.Immutable;

namespace Rooms.Contracts.Users;

/// <summary>One user of an app (grain key <c>app/user-id</c>): the rooms joined. The rooms themselves hold the truth about their members.</summary>
[Alias("rooms.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    [Alias("Joined")]
    Task JoinedAsync(string roomId, CancellationToken cancellation = default);

    [Alias("Left")]
    Task LeftAsync(string roomId, CancellationToken cancellation = default);

    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<UserView> GetAsync(CancellationToken cancellation = default);
}

/// <summary>At most <see cref="MaxRooms"/> rooms, the newest kept.</summary>
[GenerateSerializer, Immutable, Alias("rooms.UserView")]
public sealed record UserView([property: Id(0)] string User, [property: Id(1)] ImmutableArray<string> Rooms)
{
    public const int MaxRooms = 200;
}
