using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Registry;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Auth;

/// <summary>Which apps there are and what they may have: <c>shop</c> is configured, <c>made</c> was made in the console.</summary>
public sealed class AppsTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly FixedOptions<AppsOptions> options = new(Read(rooms: 3));
    private readonly StoredApps stored;
    private readonly Gateway.Auth.Apps apps;

    public AppsTests()
    {
        stored = new StoredApps(Options.Create(new AdminOptions { SealKey = "another key" }), time, NullLogger<StoredApps>.Instance);
        apps = new Gateway.Auth.Apps(options, stored, time, NullLogger<JwksSource>.Instance);
    }

    public void Dispose() => apps.Dispose();

    [Fact]
    public void QuotasOf_AppMadeInTheConsole_AreThoseOfEveryAppAndFollowAReload()
    {
        Take("made");

        var before = apps.QuotasOf("made").Rooms;
        options.Change(Read(rooms: 5));

        Assert.Equal((3, 5), (before, apps.QuotasOf("made").Rooms));
        Assert.Equal((7, 0, 0), (apps.QuotasOf("shop").Rooms, apps.QuotasOf("nobody").Rooms, apps.QuotasOf("").Rooms));
    }

    [Fact]
    public void IsGone_BeforeTheRegistryWasRead_IsNotSaid()
    {
        Assert.False(apps.Has("made"));
        Assert.False(apps.IsGone("made"));
    }

    [Fact]
    public void IsGone_AppRevokedOrNoLongerConfigured_IsSo()
    {
        Take("made");
        var before = (apps.IsGone("made"), apps.IsGone("shop"));

        Take();
        options.Change(new AppsOptions());

        Assert.Equal((false, false), before);
        Assert.Equal((true, true), (apps.IsGone("made"), apps.IsGone("shop")));
    }

    // Its secret cannot be unsealed here: nobody signs in, but nobody is cut either.
    private void Take(params string[] made) => stored.Take(
        new RegistryImage(stored.Version + 1, [.. made.Select(name => new StoredApp(name, time.GetUtcNow(), new Credential("sealed", time.GetUtcNow(), null), null))], []));

    private static AppsOptions Read(int rooms) =>
        new() { Defaults = new AppQuotas { Rooms = rooms }, Apps = { ["shop"] = new AppOptions { Secret = "s", Quotas = { Rooms = 7 } } } };
}
