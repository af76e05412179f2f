namespace Rooms.Contracts.Users;

/// <summary>
/// One a gateway process: is told that a session of its own was displaced by a newer one. May be lost: the session's next
/// <see cref="IUserGrain.OpenSessionAsync"/> says the same.
/// </summary>
[Alias("rooms.ISessionHost")]
public interface ISessionHost : IGrainObserver
{
    [Alias("Replaced"), OneWay]
    Task ReplacedAsync(string session);
}
