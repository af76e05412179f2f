using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>Who is there: presence, which is never stored.</summary>
public sealed partial class UserGrain
{
    private readonly UserSessions sessions;

    private bool IsOnline => followers.Count > 0 || sessions.HasAny;

    public Task<SessionOpened> OpenSessionAsync(OpenSession session, ISessionHost host, CancellationToken cancellation = default) =>
        Task.FromResult(sessions.Open(session, host));

    public Task CloseSessionAsync(string session)
    {
        sessions.Close(session);
        Forget();
        return Task.CompletedTask;
    }
}
