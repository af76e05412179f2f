using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.Feeds;

/// <summary>What was taken back is in no memory of a gateway either.</summary>
public class ErasedTextTests
{
    private const int Events = 600;

    private static readonly FeedId Room = FeedId.Room("app", "r");

    // From the window, and from pages of older events.
    [Theory]
    [InlineData(RoomEventTypes.MessageRecalled, 4096)]
    [InlineData(RoomEventTypes.MessagesErased, 4096)]
    [InlineData(RoomEventTypes.MessageRecalled, 50)]
    [InlineData(RoomEventTypes.MessagesErased, 50)]
    public async Task Resume_FromBeforeAnErasedText_GetsTheEventWithoutIt(string type, int windowEvents)
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 2, WindowEvents = windowEvents });
        harness.Source.Create(Room);
        using var first = await SubscribeAsync(harness, 0);
        harness.Source.Append(Room, Events);
        await first.ReadLinesAsync(Events);
        using (var second = await SubscribeAsync(harness, 10)) Assert.Equal("app/r 11 x", await second.ReadLineAsync());

        harness.Source.Erase(Room, 20, type);
        await first.ReadLineAsync();
        using var third = await SubscribeAsync(harness, 10);
        var lines = await third.ReadLinesAsync(Events + 1 - 10);

        Assert.Equal(("app/r 11 x", "app/r 20 gone", $"app/r {Events + 1} x"), (lines[0], lines[9], lines[^1]));
    }

    private static async Task<PushClient> SubscribeAsync(PushHarness harness, long after)
    {
        var session = new TestProtocol();
        var client = await harness.ConnectAsync(TestProtocol.Raw(() => session));
        await session.HearAsync();
        await PushHarness.OnLoopAsync(client.Connection, () => harness.Hub.Subscribe(client.Connection, Room, after, new LineForm(), session));
        return client;
    }
}
