using Rooms.Contracts;
using Rooms.Contracts.Streams;
using Rooms.Grains.Pushers;

namespace Rooms.Grains.Tests.Pushers;

public sealed class PusherRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PublishRequest First = new("node", "one", "token", "rtmp", "127.0.0.1", "room");

    [Fact]
    public void Publish_FirstAndAfterTheEnd_IsPermitted()
    {
        Assert.Null(PusherRules.RefusePublish(new PusherState(), First, false));
        Assert.Null(PusherRules.RefusePublish(PusherRules.End(Live(), "over"), First with { Session = "two", TokenHash = "other" }, false));
    }

    [Theory]
    [InlineData("node", "token", false, null)]
    [InlineData("node", "other", false, ErrorCodes.StreamBusy)]
    [InlineData("far", "token", false, ErrorCodes.StreamBusy)]
    [InlineData("far", "token", true, null)]
    [InlineData("far", "other", true, ErrorCodes.StreamBusy)]
    public void Publish_WhileLive_NeedsTheSameTokenAndAPredecessorThatIsGone(string node, string token, bool isNodeLost, string? expected)
    {
        var refused = PusherRules.RefusePublish(Live(), First with { Session = "two", Node = node, TokenHash = token }, isNodeLost);

        Assert.Equal(expected, refused?.Code);
    }

    [Fact]
    public void Report_OfALife_NumbersEachChange()
    {
        var live = Live();
        var lost = PusherRules.Report(live, Of("one", PublisherState.Lost));
        var back = PusherRules.Report(lost, Of("one", PublisherState.Returned));
        var ended = PusherRules.Report(back, Of("one", PublisherState.Ended));

        Assert.Equal([1L, 2, 3, 4], new[] { live, lost, back, ended }.Select(s => s.Number));
        Assert.Equal([StreamStatus.Live, StreamStatus.Lost, StreamStatus.Live, StreamStatus.Ended], new[] { live, lost, back, ended }.Select(s => s.Status));
    }

    [Fact]
    public void Report_OfAnOldSessionOrTwice_ChangesNothing()
    {
        var live = Live();
        var taken = PusherRules.Report(PusherRules.Permit(live, First with { Session = "two" }), Of("two", PublisherState.Started));

        Assert.Same(live, PusherRules.Report(live, Of("one", PublisherState.Started)));
        Assert.Same(taken, PusherRules.Report(taken, Of("one", PublisherState.Ended)));
        Assert.Equal(StreamStatus.Live, taken.Status);
    }

    [Fact]
    public void Cut_WhileLive_EndsItWithAHigherGeneration()
    {
        var live = Live();

        var cut = PusherRules.Cut(live, "banned");

        Assert.Equal(StreamStatus.Ended, cut.Status);
        Assert.True(cut.Generation > live.Generation);
        Assert.Equal(live.Number, cut.Number);
    }

    [Fact]
    public void Watch_Silence_AsksTwiceThenEnds()
    {
        var watch = PusherWatch.Seen(Now);

        Assert.Equal(PusherStep.Wait, PusherRules.Watch(watch, true, Now.AddSeconds(19)).Step);
        (var first, watch) = PusherRules.Watch(watch, true, Now.AddSeconds(20));
        Assert.Equal(PusherStep.Wait, PusherRules.Watch(watch, true, Now.AddSeconds(24)).Step);
        (var second, watch) = PusherRules.Watch(watch, true, Now.AddSeconds(25));
        var last = PusherRules.Watch(watch, true, Now.AddSeconds(30)).Step;

        Assert.Equal([PusherStep.Ask, PusherStep.Ask, PusherStep.End], [first, second, last]);
    }

    [Fact]
    public void Watch_NodeMissing_EndsAfterFifteenSecondsUnlessItReturns()
    {
        var (_, missing) = PusherRules.Watch(PusherWatch.Seen(Now), false, Now);
        var (_, returned) = PusherRules.Watch(missing, true, Now.AddSeconds(10));

        Assert.Equal(PusherStep.End, PusherRules.Watch(missing, false, Now.AddSeconds(16)).Step);
        Assert.Equal(PusherStep.Wait, PusherRules.Watch(returned, false, Now.AddSeconds(16)).Step);
    }

    private static PusherState Live() => PusherRules.Report(PusherRules.Permit(new PusherState(), First), Of("one", PublisherState.Started));

    private static PublisherReport Of(string session, PublisherState state) => new("node", session, state, "", "room");
}
