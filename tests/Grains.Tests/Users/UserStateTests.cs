using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Grains.Users;

namespace Rooms.Grains.Tests.Users;

public sealed class UserStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Snapshot_WrittenAndRead_GivesTheSameState()
    {
        var json = JsonSerializer.Serialize(Busy().State, UserJson.Default.UserState);

        var again = JsonSerializer.Deserialize(json, UserJson.Default.UserState)!;

        Assert.Equal(json, JsonSerializer.Serialize(again, UserJson.Default.UserState));
        Assert.Equal([2L, 4L], again.Kept.Select(message => message.Seq));
        Assert.NotNull(again.Stamps.Find("done", Now));
        Assert.NotNull(again.FindOutgoing(new IdempotencyStamp("waits", "")));
    }

    [Fact]
    public void Entries_WrittenReadAndApplied_GiveTheSameState()
    {
        var change = Busy();

        var replayed = UserState.None;
        foreach (var entry in change.Entries)
            replayed = replayed.Apply(JsonSerializer.Deserialize(JsonSerializer.Serialize(entry, UserJson.Default.UserEntry), UserJson.Default.UserEntry)!);

        Assert.Equal(JsonSerializer.Serialize(change.State, UserJson.Default.UserState), JsonSerializer.Serialize(replayed, UserJson.Default.UserState));
    }

    [Fact]
    public void Unread_MessagesThatTheInboxLetGo_CountNoMore()
    {
        var state = UserState.None with { MaxEvents = 3 };
        for (var n = 1; n <= 5; n++) state = state.Apply(new Received($"{n}", "bea", n, "text", "hello", null) { Number = n, At = Now });

        var conversation = Assert.Single(UserViews.Conversations(state, "carl"));

        Assert.Equal((3, 3L), (conversation.Unread, state.Oldest));
    }

    [Fact]
    public void Conversations_PastTheBound_TheQuietestIsForgotten()
    {
        var state = UserState.None;
        for (var n = 1; n <= UserRetention.Conversations + 1; n++) state = state.Apply(new Received($"{n}", $"peer-{n}", 1, "text", "hello", null) { Number = n, At = Now });

        Assert.Equal(UserRetention.Conversations, state.Conversations.Count);
        Assert.False(state.Conversations.ContainsKey("peer-1"));
    }

    [Fact]
    public void Preview_OfALongText_EndsBetweenCharacters()
    {
        var text = new string('a', MessagePreview.MaxText - 1) + "😀😀";

        var state = UserState.None.Apply(new Received("1", "bea", 1, "text", text, null) { Number = 1, At = Now });

        Assert.Equal(new string('a', MessagePreview.MaxText - 1), state.Conversations["bea"].Last!.Text);
    }

    [Fact]
    public void Deliver_WhatWasThere_ChangesNothing()
    {
        var message = new PrivateMessage("1", "bea", 7, "text", "hello", null);
        var first = new UserChange(UserState.None, Now, isOffline: true);
        PrivateRules.Deliver(first, message);

        var again = new UserChange(first.State, Now, isOffline: true);
        var outcome = PrivateRules.Deliver(again, message);

        Assert.True(outcome.IsOk);
        Assert.Empty(again.Entries);
    }

    // The answer was lost, and the conversation went in between: by newer ones, or by the receiver's erasure.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Deliver_WhatWasThereBeforeTheConversationWent_ChangesNothing(bool isErased)
    {
        var message = new PrivateMessage("1", "bea", 7, "text", "hello", null);
        var first = new UserChange(UserState.None, Now, isOffline: true);
        PrivateRules.Deliver(first, message);
        if (isErased) first.Note(new EraseBegun(1, [], []));
        else for (var n = 1; n <= UserRetention.Conversations; n++) PrivateRules.Deliver(first, message with { From = $"peer-{n}" });
        Assert.False(first.State.Conversations.ContainsKey("bea"));

        var again = new UserChange(first.State, Now, isOffline: true);
        var outcome = PrivateRules.Deliver(again, message);

        Assert.True(outcome.IsOk);
        Assert.Empty(again.Entries);
    }

    [Fact]
    public void PeerSends_OfAFloodOfPeers_KeepBoundedMemory()
    {
        var state = UserState.None;
        for (var n = 1; n <= UserRetention.PeerSends + 1; n++) state = state.Apply(new Received($"{n}", $"peer-{n}", 1, "text", "hello", null) { Number = n, At = Now });

        Assert.Equal(UserRetention.PeerSends, state.PeerSends.Count);
        Assert.Equal((0, 1), (state.SendsOf("peer-1"), state.SendsOf("peer-2")));
    }

    [Fact]
    public void Size_CountsWhatIsKeptOfTheInbox()
    {
        var state = UserState.None with { MaxEvents = 3 };
        for (var n = 1; n <= 5; n++) state = state.Apply(new Received($"{n}", "bea", n, "text", "hello", null) { Number = n, At = Now });

        Assert.Equal(state.Kept.Count(), state.KeptCount);
        Assert.Equal(3 + 2, state.Size);
    }

    private static UserChange Busy()
    {
        var change = new UserChange(UserState.None, Now, isOffline: false);
        change.Note(new Sending(new Outgoing(1, "m1", "bea", "text", "hello", """{"a":1}""", new("done", "body"))));
        change.Tell(new Sent(1, "m1", "bea", "text", "hello", """{"a":1}"""));
        change.Stamp(new("done", "body"), new PrivateReceipt(1, "m1"), UserJson.Default.PrivateReceipt);
        change.Tell(new Received("m2", "bea", 5, "text", "hello yourself", null));
        change.Tell(new ReadUpTo("bea", 2));
        change.Tell(new Received("m3", "dan", 1, "card", null, """{"b":2}"""));
        change.Tell(new Pushed("p", "sale", "50 %", null));
        change.Note(new PeerBlocked("eve"));
        change.Note(new PeerBlocked("fay"));
        change.Note(new PeerUnblocked("fay"));
        change.Note(new DevicesSet([new Device("phone", DeviceClass.Mobile, "token", "apns"), new Device("tab", DeviceClass.Web, null, null)]));
        change.Note(new Sending(new Outgoing(2, "m4", "dan", "text", "waits", null, new("waits", "body"))));
        change.Note(new Sending(new Outgoing(3, "m5", "eve", "text", "refused", null, null)));
        change.Note(new SendRefused(3));
        return change;
    }
}
