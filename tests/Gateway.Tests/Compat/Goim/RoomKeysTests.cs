using Rooms.Contracts;
using Rooms.Gateway.Compat.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

public sealed class RoomKeysTests
{
    [Theory]
    [InlineData("live://1000", "goim.live.1000")]
    [InlineData("test://1", "goim.test.1")]
    [InlineData("live://a.b", "goim.live.a.b")]
    [InlineData("a.b://c", "goim.a~2eb.c")]
    [InlineData("live://a/b~c d", "goim.live.a~2fb~7ec~20d")]
    [InlineData("live://房", "goim.live.~e6~88~bf")]
    [InlineData("live://", "goim.live.")]
    [InlineData("://1", "goim..1")]
    [InlineData("plain", "goim.plain")]
    [InlineData("plain.dot", "goim.plain~2edot")]
    [InlineData("a://b://c", "goim.a.b~3a~2f~2fc")]
    public void ToId_Key_IsAnIdAndGoesBack(string key, string id)
    {
        Assert.Equal(id, RoomKeys.ToId(key));
        Assert.Equal(key, RoomKeys.ToKey(id));
        Assert.True(Ids.IsValid(id));
    }

    [Fact]
    public void ToId_LongKeys_HaveIdsOfTheirOwn()
    {
        var (one, other) = (RoomKeys.ToId("live://" + new string('x', 5_000)), RoomKeys.ToId("live://" + new string('x', 5_001)));

        Assert.True(Ids.IsValid(one));
        Assert.NotEqual(one, other);
        Assert.Null(RoomKeys.ToKey(one));
    }

    [Theory]
    [InlineData("kitchen")]
    [InlineData("goim")]
    public void ToKey_RoomOfOthers_HasNone(string id) => Assert.Null(RoomKeys.ToKey(id));
}
