using Rooms.Contracts.Urls;

namespace Rooms.Grains.Tests.Urls;

public sealed class UrlTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Keys = ["new-key", "old-key"];

    [Fact]
    public void Check_OwnToken_IsValidUntilItExpires()
    {
        var token = UrlToken.Mint(UrlAction.Push, "s1", Now.AddHours(1), "old-key");

        Assert.Equal(UrlTokenVerdict.Valid, UrlToken.Check(token, UrlAction.Push, "s1", Now, Keys));
        Assert.Equal(UrlTokenVerdict.Expired, UrlToken.Check(token, UrlAction.Push, "s1", Now.AddHours(1), Keys));
        Assert.Equal(UrlTokenVerdict.Invalid, UrlToken.Check(token, UrlAction.Play, "s1", Now, Keys));
        Assert.Equal(UrlTokenVerdict.Invalid, UrlToken.Check(token, UrlAction.Push, "s2", Now, Keys));
        Assert.Equal(UrlTokenVerdict.Invalid, UrlToken.Check(token, UrlAction.Push, "s1", Now, ["third-key"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("ff.")]
    [InlineData("ff.!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("ff.💥💥💥💥💥💥💥💥💥💥💥")]
    [InlineData("ffffffffffffffff.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("zz.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ff.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Check_WhatNobodyMinted_IsInvalid(string? token) =>
        Assert.Equal(UrlTokenVerdict.Invalid, UrlToken.Check(token, UrlAction.Play, "s1", Now, Keys));
}
