using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Sockets;

/// <summary>Sessions that must speak, and connections that must take.</summary>
public class DeadlineTests
{
    [Fact]
    public async Task Deadline_Passed_IsToldAndCloses()
    {
        var time = new FakeTimeProvider();
        await using var harness = new PushHarness(time: time);
        var session = new TestProtocol { OnStart = me => me.Connection.SetDeadline(TimeSpan.FromSeconds(5)) };
        using var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await session.HearAsync();

        await PassAsync(harness, time, TimeSpan.FromSeconds(6), client);

        Assert.Equal(["deadline", "closed late"], [await session.HearAsync(), await session.HearAsync()]);
        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Deadline_Cleared_IsNotTold()
    {
        var time = new FakeTimeProvider();
        await using var harness = new PushHarness(time: time);
        var session = new TestProtocol
        {
            OnStart = me => me.Connection.SetDeadline(TimeSpan.FromSeconds(5)),
            OnText = (me, _) => me.Connection.SetDeadline(Timeout.InfiniteTimeSpan),
        };
        using var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await client.SendAsync("hello\n");
        Assert.Equal(["opened", "hello"], [await session.HearAsync(), await session.HearAsync()]);

        await PassAsync(harness, time, TimeSpan.FromHours(1), client);

        Assert.True(client.Connection.IsOpen);
    }

    [Fact]
    public async Task Reader_ThatTakesNothing_IsClosedAfterAWhile()
    {
        var time = new FakeTimeProvider();
        await using var harness = new PushHarness(new PushOptions { Loops = 1, QueueBytes = 64 * 1024 * 1024 }, time, smallBuffers: true);
        var session = new TestProtocol();
        using var client = await harness.ConnectAsync(TestProtocol.Raw(() => session), receiveBytes: 4096);
        await session.HearAsync();
        await PushHarness.OnLoopAsync(client.Connection, () => client.Connection.Send(new byte[16 * 1024 * 1024]));
        await PushHarness.OnLoopAsync(client.Connection, () => { });

        await PassAsync(harness, time, TimeSpan.FromSeconds(31), client);

        Assert.Equal("closed stalled", await session.HearAsync());
        Assert.Equal(0, harness.Buffers.Outstanding);
    }

    // A loop looks once a second, in its own turn: two turns, since a post is run before the look of the same one.
    private static async Task PassAsync(PushHarness harness, FakeTimeProvider time, TimeSpan span, PushClient client)
    {
        time.Advance(span);
        await PushHarness.OnLoopAsync(client.Connection, () => { });
        await PushHarness.OnLoopAsync(client.Connection, () => { });
        Assert.Empty(harness.Logs.Lines);
    }
}
