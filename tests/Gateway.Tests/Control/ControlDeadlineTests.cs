using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;
using Rooms.Gateway.Control;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Control;

/// <summary>Nodes that say nothing, and nodes that do not listen.</summary>
public sealed class ControlDeadlineTests : IDisposable
{
    private static readonly TimeSpan TooLong = SessionHarness.IdleDeadline + TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();
    private readonly SessionHarness harness;
    private readonly ControlPipe pipe;
    private readonly FakeRelayDirectory directory;
    private readonly ControlSession session;

    public ControlDeadlineTests()
    {
        harness = new SessionHarness(time);
        (pipe, directory, session) = (harness.Pipe, harness.Directory, harness.Session);
    }

    public void Dispose() => harness.Dispose();

    [Fact]
    public async Task Node_SilentForLongerThanTheDeadline_IsTakenOut()
    {
        var running = await RegisteredAsync();

        await AdvanceUntilAsync(running, TooLong);

        Assert.Equal("disconnected n1 c1", await directory.NextCallAsync());
    }

    [Fact]
    public async Task Connection_ThatNeverRegisters_Ends()
    {
        var running = session.RunAsync(default);

        await AdvanceUntilAsync(running, TooLong);

        Assert.Null(directory.Registered);
    }

    [Fact]
    public async Task Node_ThatDoesNotRead_LosesItsConnection()
    {
        var running = await RegisteredAsync();

        // More than pipe and outbox hold together.
        for (var i = 0; i < 4096; i++) await directory.Link!.OrderAsync("n1", new RelayOrder(RelayVerb.AskAlive, "shop", "s1", i, ""));

        await running.WaitAsync(Deadline.Generous);
        Assert.Equal("disconnected n1 c1", await directory.NextCallAsync());
    }

    [Fact]
    public async Task Order_AfterTheEnd_IsHarmless()
    {
        var running = await RegisteredAsync();
        await pipe.RelayEnd.CloseAsync("done");
        await running.WaitAsync(Deadline.Generous);
        session.Dispose();

        await directory.Link!.OrderAsync("n1", new RelayOrder(RelayVerb.Unpublish, "shop", "s1", 1, ""));

        Assert.True(running.IsCompletedSuccessfully);
    }

    private async Task<Task> RegisteredAsync()
    {
        var running = session.RunAsync(default);
        await pipe.RelayEnd.SendAsync(new Register { Node = "n1", Session = "c1" }, default);
        Assert.Equal("registered", await directory.NextCallAsync());
        return running;
    }

    // The session arms its deadline at a moment of its own: time goes on until it has.
    private async Task AdvanceUntilAsync(Task running, TimeSpan step)
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        while (!running.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            time.Advance(step);
            await Task.Yield();
        }
        await running;
    }
}
