using Rooms.Contracts.Rooms;
using Rooms.Grains.Directory;

namespace Rooms.Grains.Tests.Directory;

public sealed class RoomCursorTests
{
    private static readonly RoomQuery Live = new(RoomScene.Live, null, 20, null);

    [Fact]
    public void TryRead_OwnCursor_GivesTheNumber()
    {
        var text = RoomCursor.Write(4711, "shop", Live);

        Assert.True(RoomCursor.TryRead(text, "shop", Live with { Limit = 50 }, out var number));
        Assert.Equal(4711, number);
    }

    [Fact]
    public void TryRead_CursorOfAnotherListOrApp_IsRefused()
    {
        var text = RoomCursor.Write(4711, "shop", Live);

        Assert.False(RoomCursor.TryRead(text, "other", Live, out _));
        Assert.False(RoomCursor.TryRead(text, "shop", Live with { Scene = null }, out _));
        Assert.False(RoomCursor.TryRead(text, "shop", Live with { Status = RoomStatus.Closed }, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("💥💥💥💥💥💥💥💥💥💥💥")]
    public void TryRead_WhatNobodyHereMade_IsRefused(string text) => Assert.False(RoomCursor.TryRead(text, "shop", Live, out _));
}
