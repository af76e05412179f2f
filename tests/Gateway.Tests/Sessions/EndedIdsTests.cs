using Rooms.Gateway.Sessions;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Sessions;

public sealed class EndedIdsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void TryEnd_Twice_IsTrueOnce()
    {
        var ended = new EndedIds(time);
        var expiry = time.GetUtcNow().ToUnixTimeSeconds() + 60;

        Assert.True(ended.TryEnd("a", expiry));
        Assert.False(ended.TryEnd("a", expiry));
        Assert.True(ended.Contains("a"));
    }

    [Fact]
    public void TryEnd_ManyMoreThanAreKept_StaysBounded()
    {
        var ended = new EndedIds(time);
        var expiry = time.GetUtcNow().ToUnixTimeSeconds() + 60;

        for (var i = 0; i < 70_000; i++) ended.TryEnd($"id-{i}", expiry);

        Assert.False(ended.Contains("id-0"));
        Assert.True(ended.Contains("id-69999"));
    }

    [Fact]
    public void TryEnd_LongAfter_HasForgottenWhatExpiredByItself()
    {
        var ended = new EndedIds(time);
        ended.TryEnd("a", time.GetUtcNow().ToUnixTimeSeconds() + 60);
        time.Advance(TimeSpan.FromSeconds(61));

        ended.TryEnd("b", time.GetUtcNow().ToUnixTimeSeconds() + 60);

        Assert.False(ended.Contains("a"));
    }
}
