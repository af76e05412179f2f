using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>The live sessions of one user, in memory: gateways name them again and again, and those not heard of are forgotten. Belongs to the grain's turns.</summary>
internal sealed class UserSessions(TimeProvider time)
{
    // A user's own devices, many times over: past it somebody opens sessions without end.
    private const int MaxSessions = 100;
    private readonly Dictionary<string, Live> sessions = [];

    public bool HasAny
    {
        get
        {
            ForgetSilent();
            return sessions.Count > 0;
        }
    }

    /// <summary>Answers what became of the session; the hosts of those that it displaced are told.</summary>
    public SessionOpened Open(OpenSession session, ISessionHost host)
    {
        ForgetSilent();
        var known = sessions.GetValueOrDefault(session.Session);
        var openedAt = known?.OpenedAt ?? session.OpenedAt ?? NextTime();
        var rivals = sessions.Values.Where(other => other.Session.Session != session.Session && AreRivals(session, other.Session)).ToList();
        if (rivals.Exists(other => other.IsNewerThan(session.Session, openedAt)))
        {
            sessions.Remove(session.Session);
            return new SessionOpened(true, openedAt, []);
        }
        foreach (var rival in rivals) Displace(rival);
        if (known is null && sessions.Count >= MaxSessions) Displace(sessions.Values.MinBy(other => other.OpenedAt)!);
        sessions[session.Session] = new Live(session, host, openedAt, time.GetUtcNow());
        return new SessionOpened(false, openedAt, [.. rivals.Select(rival => rival.Session.Session)]);
    }

    public void Close(string session) => sessions.Remove(session);

    private static bool AreRivals(OpenSession session, OpenSession other) => session.Policy switch
    {
        SessionPolicy.One => true,
        SessionPolicy.OnePerClass => session.Class == other.Class,
        _ => false,
    };

    // Two sessions of one moment have an order, too.
    private DateTimeOffset NextTime()
    {
        var now = time.GetUtcNow();
        foreach (var live in sessions.Values)
            if (live.OpenedAt >= now) now = live.OpenedAt.AddTicks(1);
        return now;
    }

    private void Displace(Live live)
    {
        sessions.Remove(live.Session.Session);
        // One way: the task only says that it was sent.
        _ = live.Host.ReplacedAsync(live.Session.Session);
    }

    private void ForgetSilent()
    {
        if (sessions.Count == 0) return;
        var before = time.GetUtcNow() - Following.Lifetime;
        foreach (var live in sessions.Values.ToList())
            if (live.SeenAt < before) sessions.Remove(live.Session.Session);
    }

    private sealed record Live(OpenSession Session, ISessionHost Host, DateTimeOffset OpenedAt, DateTimeOffset SeenAt)
    {
        public bool IsNewerThan(string session, DateTimeOffset openedAt) =>
            OpenedAt > openedAt || (OpenedAt == openedAt && string.CompareOrdinal(Session.Session, session) > 0);
    }
}
