using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Grains.Pushes;

namespace Rooms.Grains.Tests.Pushes;

public class PushRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Schedule_TenThousandWait_RefusesOneMore()
    {
        var state = PushScheduleState.None;
        for (var i = 0; i < PushRules.MaxWaiting; i++) state = state.Apply(new PushScheduled(new WaitingPush($"p{i}", Callers.Backend, Order(["bob"]))));

        var refused = PushRules.Schedule(new PushChange(state, Now), Callers.Backend, "one more", Order(["bob"]));

        Assert.Equal(ErrorCodes.PushScheduleFull, refused.Code);
    }

    [Fact]
    public void Schedule_TooMuchInAll_RefusesOneMore_UntilSomeAreOut()
    {
        var large = Order([.. Enumerable.Range(0, PushOrder.MaxTargets).Select(i => $"user-{i}")]);
        var state = PushScheduleState.None;
        var change = new PushChange(state, Now);
        var count = 0;
        while (PushRules.Schedule(change, Callers.Backend, $"p{count}", large).IsOk) count++;

        Assert.InRange(count, 100, PushRules.MaxWaiting - 1);
        Assert.True(PushRules.Cancel(change, Callers.Backend, "p0").IsOk);
        Assert.True(PushRules.Schedule(change, Callers.Backend, "again", large).IsOk);
    }

    [Fact]
    public void Ended_MoreThanAreKept_ForgetsTheOldest()
    {
        var state = PushScheduleState.None;
        for (var i = 0; i <= PushScheduleState.EndedKept; i++)
        {
            state = state.Apply(new PushScheduled(new WaitingPush($"p{i}", Callers.Backend, Order(["bob"]))));
            state = state.Apply(new PushEnded($"p{i}", PushState.Delivered, 1, []));
        }

        Assert.Equal(PushScheduleState.EndedKept, state.Ended.Count());
        Assert.Equal("p1", state.Ended.Peek().Id);
        Assert.Equal(0, state.WaitingSize);
    }

    private static PushOrder Order(string[] users) => new([.. users], [], "notice", "hello", null, Now.AddDays(1), null);
}
