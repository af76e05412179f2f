using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Relays;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Calls;

public sealed class GrainCallsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly GrainCalls calls;

    public GrainCallsTests()
    {
        var (factory, grains) = FakeGrains.Create();
        grains.Add<IRelayDirectoryGrain>(new FakeRelayDirectory());
        var metrics = new GatewayMetrics(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        calls = new GrainCalls(factory, metrics, TimeProvider.System);
    }

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Ask_RejectedTwice_IsAnsweredTheThirdTime()
    {
        var tries = 0;

        var outcome = await AskAsync(() => ++tries < 3 ? throw Rejection() : 7L);

        Assert.Equal((7L, 3), (outcome.Value, tries));
    }

    [Fact]
    public async Task Ask_TimesOut_IsNotRepeatedAndUnavailable()
    {
        var tries = 0;

        var outcome = await AskAsync(() => ++tries > 0 ? throw new TimeoutException() : 7L);

        Assert.Equal((ErrorCodes.NodeUnavailable, 1), (outcome.Code, tries));
    }

    [Fact]
    public async Task Ask_GrainFails_TheFailureEscapes()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(() => throw new InvalidOperationException("a bug")));
    }

    private Task<Outcome<long>> AskAsync(Func<long> answer) =>
        calls.AskAsync<IRelayDirectoryGrain, long>("k", _ => Task.FromResult<Outcome<long>>(answer()), default);

    // As in Orleans, only the engine makes them.
    private static Exception Rejection() => (Exception)Activator.CreateInstance(typeof(OrleansMessageRejectionException), nonPublic: true)!;
}
