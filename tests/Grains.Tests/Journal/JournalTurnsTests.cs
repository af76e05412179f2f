using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Grains.Journal;
using Rooms.Grains.Rooms;
using Rooms.Grains.Webhooks;

namespace Rooms.Grains.Tests.Journal;

/// <summary>What becomes of an activation in which something throws on the way of a commit.</summary>
public sealed class JournalTurnsTests
{
    private static readonly InvalidOperationException Bug = new("planted");

    [Fact]
    public async Task Run_WhatGoesWithTheEntriesCannotBeMade_LeavesNoHole()
    {
        var owner = await Owner.OpenAsync();
        await owner.SayAsync();
        owner.Webhooks.Fault = Bug;

        await Assert.ThrowsAsync<InvalidOperationException>(owner.SayAsync);

        Assert.Equal(owner.Commits.Committed.Seq, owner.Commits.Pending.Seq);
        Assert.NotNull(owner.Turns.Failure);
        Assert.True(owner.HasEnded);
    }

    [Fact]
    public async Task Run_PublishingThrows_EndsTheActivation()
    {
        var owner = await Owner.OpenAsync();
        owner.Fault = Bug;

        await Assert.ThrowsAsync<InvalidOperationException>(owner.SayAsync);
        owner.Fault = null;
        var later = await owner.SayAsync();

        Assert.Equal(ErrorCodes.NodeUnavailable, later.Code);
        Assert.True(owner.HasEnded);
    }

    [Fact]
    public async Task Run_DecidingThrows_TheActivationGoesOn()
    {
        var owner = await Owner.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => owner.Turns.RunAsync<long>(_ => throw Bug));

        Assert.Null(owner.Turns.Failure);
        Assert.Equal(1, (await owner.SayAsync()).Value);
    }

    private sealed class Owner : IJournalOwner<RoomEntry, RoomState, RoomChange>
    {
        private Owner(Journal<RoomEntry, RoomState> journal)
        {
            Commits = new RoomCommits(journal, "shop", "r", Webhooks);
            Turns = new JournalTurns<RoomEntry, RoomState, RoomChange>(this, "room");
        }

        public JournalCommits<RoomEntry, RoomState, RoomChange> Commits { get; }

        public JournalTurns<RoomEntry, RoomState, RoomChange> Turns { get; }

        public FaultyWebhooks Webhooks { get; } = new();

        public Exception? Fault { get; set; }

        public bool HasEnded { get; private set; }

        public static async Task<Owner> OpenAsync() =>
            new(await new MemoryJournalStore().OpenAsync("room/shop/r", RoomFormat.Current, TimeProvider.System, CancellationToken.None));

        public Task<Outcome<long>> SayAsync() => Turns.RunAsync<long>(change => change.Tell(new MessageSent("text", "hello", null)));

        public RoomChange NewChange() => new(Commits.Pending, DateTimeOffset.UnixEpoch);

        public void Publish(IReadOnlyList<RoomEntry> entries)
        {
            if (Fault is not null) throw Fault;
        }

        public void Unchanged()
        {
        }

        public void Failed(JournalException fault)
        {
        }

        public void End() => HasEnded = true;
    }

    private sealed class FaultyWebhooks : IWebhookSubscriptions
    {
        public Exception? Fault { get; set; }

        public bool Wants(string app, string type, DeliveryClass delivery) => Fault is null ? false : throw Fault;
    }
}
