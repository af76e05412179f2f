using Rooms.Gateway.Vetoes;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Vetoes;

public class VetoBreakerTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void MayAsk_FourFailuresAndASuccess_IsStillAsked()
    {
        var breaker = new VetoBreaker(time);

        for (var i = 0; i < 3; i++)
        {
            for (var failure = 1; failure < VetoBreaker.FailuresInARow; failure++) Assert.False(breaker.Failed());
            breaker.Succeeded();
        }

        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void MayAsk_FiveFailuresInARow_PausesThenAsksOnce()
    {
        var breaker = Down();

        Assert.False(breaker.MayAsk());
        time.Advance(VetoBreaker.Pause);
        Assert.True(breaker.MayAsk());
        Assert.False(breaker.MayAsk());
    }

    [Fact]
    public void MayAsk_TheOneQuestionFails_PausesAgain_WithoutTellingAgain()
    {
        var breaker = Down();
        time.Advance(VetoBreaker.Pause);
        Assert.True(breaker.MayAsk());

        Assert.False(breaker.Failed());

        Assert.False(breaker.MayAsk());
        time.Advance(VetoBreaker.Pause);
        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void MayAsk_TheOneQuestionIsAnswered_IsAskedAsBefore()
    {
        var breaker = Down();
        time.Advance(VetoBreaker.Pause);
        Assert.True(breaker.MayAsk());

        breaker.Succeeded();

        Assert.True(breaker.MayAsk());
        Assert.True(breaker.MayAsk());
    }

    private VetoBreaker Down()
    {
        var breaker = new VetoBreaker(time);
        for (var failure = 1; failure < VetoBreaker.FailuresInARow; failure++) breaker.Failed();
        Assert.True(breaker.Failed());
        return breaker;
    }
}
