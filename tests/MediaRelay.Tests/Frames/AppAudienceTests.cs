using Rooms.Contracts;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class AppAudienceTests
{
    private readonly AppAudience audience = new();

    [Fact]
    public void TryEnter_NothingIsKnown_EverybodyMay()
    {
        for (var i = 0; i < 1000; i++) Assert.Null(audience.TryEnter());
    }

    [Fact]
    public void TryEnter_Full_IsRefusedUntilOneLeaves()
    {
        audience.Allow(2, isBytesSpent: false);
        audience.TryEnter();
        audience.TryEnter();

        var refused = audience.TryEnter();
        audience.Leave();

        Assert.Equal(ErrorCodes.QuotaViewers, refused);
        Assert.Null(audience.TryEnter());
    }

    [Fact]
    public void TryEnter_BytesOfTheDayAreUsed_IsRefusedUntilTheyAreNot()
    {
        audience.Allow(null, isBytesSpent: true);
        var refused = audience.TryEnter();
        audience.Allow(null, isBytesSpent: false);

        Assert.Equal(ErrorCodes.QuotaBytes, refused);
        Assert.Null(audience.TryEnter());
    }

    [Fact]
    public void Expect_AfterAllow_ChangesNothing()
    {
        audience.Expect(1);
        audience.Allow(2, isBytesSpent: false);
        audience.Expect(1);

        Assert.Null(audience.TryEnter());
        Assert.Null(audience.TryEnter());
        Assert.NotNull(audience.TryEnter());
    }

    [Fact]
    public void TryEnter_ManyAtOnce_LetsInExactlyAsManyAsMay()
    {
        audience.Allow(100, isBytesSpent: false);
        var entered = 0;

        Parallel.For(0, 1000, _ =>
        {
            if (audience.TryEnter() is null) Interlocked.Increment(ref entered);
        });

        Assert.Equal(100, entered);
    }
}
