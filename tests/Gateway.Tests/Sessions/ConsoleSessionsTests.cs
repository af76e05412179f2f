using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Registry;
using Rooms.Gateway.Sessions;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Sessions;

public sealed class ConsoleSessionsTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly FixedOptions<TokensOptions> tokens = new(new TokensOptions { Lifetime = TimeSpan.FromHours(12) });
    private readonly Gateway.Auth.Apps apps;
    private readonly ConsoleSessions sessions;

    public ConsoleSessionsTests()
    {
        var admin = Microsoft.Extensions.Options.Options.Create(new AdminOptions { Secret = "admin secret" });
        var stored = new StoredApps(admin, time, NullLogger<StoredApps>.Instance);
        apps = new Gateway.Auth.Apps(new FixedOptions<AppsOptions>(new AppsOptions()), stored, time, NullLogger<JwksSource>.Instance);
        sessions = new ConsoleSessions(apps, admin, tokens, time);
    }

    public void Dispose() => apps.Dispose();

    [Fact]
    public void Open_LifetimeWasReloaded_IsTheNewOne()
    {
        var before = sessions.OpenVouched(new DefaultHttpContext(), null, "ann", Roles.Operator);
        tokens.Change(new TokensOptions { Lifetime = TimeSpan.FromHours(1) });

        var after = sessions.OpenVouched(new DefaultHttpContext(), null, "ann", Roles.Operator);

        var now = time.GetUtcNow();
        Assert.Equal(now.AddHours(12).ToUnixTimeSeconds(), before.Expiry);
        Assert.Equal(now.AddHours(1).ToUnixTimeSeconds(), after.Expiry);
    }
}
