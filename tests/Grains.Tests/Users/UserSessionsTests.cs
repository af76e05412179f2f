using Rooms.Contracts.Feeds;
using Rooms.Contracts.Users;
using Rooms.Grains.Users;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Users;

public sealed class UserSessionsTests
{
    private readonly FakeTimeProvider time = new();
    private readonly FakeHost host = new();
    private readonly UserSessions sessions;

    public UserSessionsTests() => sessions = new UserSessions(time);

    [Fact]
    public void Open_Many_AllStay()
    {
        foreach (var session in (string[])["a", "b", "c"]) Assert.False(Open(session, SessionPolicy.Many).IsReplaced);

        Assert.Empty(host.Replaced);
    }

    [Fact]
    public void Open_One_TheNewestStaysAndTheOlderOnesHost_IsTold()
    {
        var first = Open("a", SessionPolicy.One);

        var second = Open("b", SessionPolicy.One);

        Assert.Equal(["a"], second.Displaced.AsEnumerable());
        Assert.Equal(["a"], host.Replaced);
        Assert.True(Open("a", SessionPolicy.One, openedAt: first.OpenedAt).IsReplaced);
        Assert.False(Open("b", SessionPolicy.One, openedAt: second.OpenedAt).IsReplaced);
    }

    [Fact]
    public void Open_OnePerClass_OtherClassesStay()
    {
        Open("phone", SessionPolicy.OnePerClass, DeviceClass.Mobile);
        Open("tab", SessionPolicy.OnePerClass, DeviceClass.Web);

        var second = Open("tablet", SessionPolicy.OnePerClass, DeviceClass.Mobile);

        Assert.Equal(["phone"], second.Displaced.AsEnumerable());
    }

    [Fact]
    public void Open_AgainInAnyOrder_AfterTheGrainWasLost_TheNewestStays()
    {
        var (older, newer) = (Open("z-older", SessionPolicy.One), Open("a-newer", SessionPolicy.One));
        var found = new UserSessions(time);

        found.Open(new OpenSession("a-newer", DeviceClass.Web, SessionPolicy.One, newer.OpenedAt), host);
        var late = found.Open(new OpenSession("z-older", DeviceClass.Web, SessionPolicy.One, older.OpenedAt), host);

        Assert.True(late.IsReplaced);
        Assert.True(found.HasAny);
    }

    [Fact]
    public void Open_SilentForLongerThanItsLifetime_IsNoRivalAnyMore()
    {
        Open("a", SessionPolicy.One);
        time.Advance(Following.Lifetime + TimeSpan.FromSeconds(1));

        Assert.False(sessions.HasAny);
        Assert.Empty(Open("b", SessionPolicy.One).Displaced);
    }

    [Fact]
    public void Open_WithoutEnd_TheOldestGoes()
    {
        for (var i = 0; i <= 100; i++) Open($"{i}", SessionPolicy.Many);

        Assert.Equal(["0"], host.Replaced);
    }

    [Fact]
    public void Close_TheLast_NobodyIsThere()
    {
        Open("a", SessionPolicy.Many);

        sessions.Close("a");

        Assert.False(sessions.HasAny);
    }

    private SessionOpened Open(string session, SessionPolicy policy, DeviceClass device = DeviceClass.Web, DateTimeOffset? openedAt = null) =>
        sessions.Open(new OpenSession(session, device, policy, openedAt), host);

    private sealed class FakeHost : ISessionHost
    {
        public List<string> Replaced { get; } = [];

        public Task ReplacedAsync(string session)
        {
            Replaced.Add(session);
            return Task.CompletedTask;
        }
    }
}
