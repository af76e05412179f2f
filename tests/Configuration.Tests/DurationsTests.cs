namespace Rooms.Configuration.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("24:00:00", 24 * 3600)]
    [InlineData("12:00:00", 12 * 3600)]
    [InlineData("0:00:05", 5)]
    [InlineData("100:00:00", 360_000)]
    [InlineData("2.01:00:00", 176_400)]
    public void TryParse_HoursMinutesSeconds_IsRead(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("1:60:00")]
    [InlineData("-1:00:00")]
    [InlineData("1:00:00:00")]
    [InlineData("a:b:c")]
    [InlineData("1.5")]
    [InlineData("99999999999:00:00")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(Durations.TryParse(text, out _));
}
