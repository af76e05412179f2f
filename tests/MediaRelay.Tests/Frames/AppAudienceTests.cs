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
    public void Admit_ViewersAreHere_WhatWasAllowedHolds()
    {
        audience.Allow(2, isBytesSpent: false);
        audience.TryEnter();
        audience.Admit(1);

        Assert.Null(audience.TryEnter());
        Assert.NotNull(audience.TryEnter());
    }

    // The app had no stream here for a while, so that nothing renewed what was told last.
    [Fact]
    public void Admit_NobodyIsHere_ForgetsAnAllowanceOfYesterday()
    {
        audience.Allow(0, isBytesSpent: true);
        audience.Admit(1);

        Assert.Null(audience.TryEnter());
        Assert.Equal(ErrorCodes.QuotaViewers, audience.TryEnter());
    }

    [Fact]
    public void Check_Full_TellsWhyAndTakesNoPlace()
    {
        audience.Allow(1, isBytesSpent: false);

        Assert.Null(audience.Check());
        Assert.Null(audience.TryEnter());
        Assert.Equal(ErrorCodes.QuotaViewers, audience.Check());
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
