using Rooms.Gateway.Limits;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Limits;

public sealed class TokenBucketsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void TryTake_BucketIsEmpty_TellsTheWait()
    {
        var buckets = new TokenBuckets<string>(2, 0.5, 10, time);
        buckets.TryTake("a", out _);
        buckets.TryTake("a", out _);

        Assert.False(buckets.TryTake("a", out var wait));
        Assert.Equal(TimeSpan.FromSeconds(2), wait);
        Assert.True(buckets.TryTake("b", out _));
    }

    [Fact]
    public void TryTake_AfterTheWait_Succeeds()
    {
        var buckets = new TokenBuckets<string>(1, 1, 10, time);
        buckets.TryTake("a", out _);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(buckets.TryTake("a", out _));
        Assert.False(buckets.TryTake("a", out _));
    }

    [Fact]
    public void TryTake_MoreKeysThanFit_StaysBounded()
    {
        var buckets = new TokenBuckets<int>(1, 1, 100, time);

        for (var key = 0; key < 10_000; key++) Assert.True(buckets.TryTake(key, out _));

        Assert.Equal(100, buckets.Count);
    }

    [Fact]
    public void HasAny_TakesNothing()
    {
        var buckets = new TokenBuckets<string>(1, 1, 10, time);

        for (var i = 0; i < 5; i++) Assert.True(buckets.HasAny("a", out _));

        Assert.Equal(0, buckets.Count);
    }
}
