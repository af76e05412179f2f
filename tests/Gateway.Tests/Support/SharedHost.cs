namespace Rooms.Gateway.Tests.Support;

/// <summary>One gateway without grains for the tests of a class that leave nothing behind.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal GatewayHost Host { get; private set; } = null!;

    /// <summary>Role anchor of app shop.</summary>
    internal string Token { get; private set; } = "";

    // Nobody's limits: the tests of a class are one user from one address.
    public async Task InitializeAsync()
    {
        Host = await GatewayHost.StartAsync(null, ("Limits:RequestsPerSecondPerUser", "100000"), ("Limits:FailedAttemptsPerMinutePerAddress", "100000"));
        Token = await Host.TokenAsync();
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
