using System.Text;
using Rooms.Wire.Goim;

namespace Rooms.Wire.Tests.Goim;

/// <summary>goim v2.0 internal/logic/conn.go: what json.Unmarshal takes.</summary>
public sealed class GoimAuthTests
{
    [Fact]
    public void TryRead_ExampleClient_IsItsWords()
    {
        var isRead = Read("""{"mid":123, "room_id":"live://1000", "platform":"web", "accepts":[1000,1001,1002]}""", out var auth);

        Assert.True(isRead);
        Assert.Equal((123, "", "live://1000", "web"), (auth.Mid, auth.Key, auth.RoomId, auth.Platform));
        Assert.Equal<int>([1000, 1001, 1002], auth.Accepts);
    }

    [Theory]
    [InlineData("{}", 0, "", "")]
    [InlineData("null", 0, "", "")]
    [InlineData(""" { "mid" : null , "key":null,"accepts":null } """, 0, "", "")]
    [InlineData("""{"MID":5,"Key":"k"}""", 5, "k", "")]
    [InlineData("""{"mid":1,"mid":-9223372036854775808}""", long.MinValue, "", "")]
    [InlineData("""{"more":{"mid":[1,{}]},"room_id":"a://\u00e9"}""", 0, "", "a://é")]
    public void TryRead_WhateverIsLeftOut_IsEmpty(string body, long mid, string key, string room)
    {
        Assert.True(Read(body, out var auth));
        Assert.Equal((mid, key, room), (auth.Mid, auth.Key, auth.RoomId));
        Assert.Empty(auth.Accepts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("123")]
    [InlineData("{} {}")]
    [InlineData("""{"mid":"123"}""")]
    [InlineData("""{"mid":1.5}""")]
    [InlineData("""{"mid":9223372036854775808}""")]
    [InlineData("""{"key":1}""")]
    [InlineData("""{"room_id":{}}""")]
    [InlineData("""{"accepts":1000}""")]
    [InlineData("""{"accepts":["1000"]}""")]
    [InlineData("""{"accepts":[2147483648]}""")]
    [InlineData("""{"key":"\ud800"}""")]
    [InlineData("""{"mid":1""")]
    [InlineData("""{"mid":}""")]
    public void TryRead_OtherBodies_AreRefused(string body) => Assert.False(Read(body, out _));

    [Fact]
    public void TryRead_InvalidUtf8_IsRefused() => Assert.False(GoimAuth.TryRead([.. "{\"key\":\""u8, 0xFF, .. "\"}"u8], out _));

    [Theory]
    [InlineData("", true)]
    [InlineData("1000", true, 1000)]
    [InlineData("1000,-1,+2", true, 1000, -1, 2)]
    [InlineData("1000,", false)]
    [InlineData("1000, 1001", false)]
    [InlineData("x", false)]
    [InlineData("2147483648", false)]
    [InlineData("1,,2", false)]
    public void OperationList_Body_IsAllOrNothing(string body, bool isRead, params int[] operations)
    {
        var found = new List<int> { 7 };

        var isList = GoimOperationList.TryRead(Encoding.UTF8.GetBytes(body), found);

        Assert.Equal(isRead, isList);
        Assert.Equal([7, .. operations], found);
    }

    [Theory]
    [InlineData("0", true, 0)]
    [InlineData("-0", true, 0)]
    [InlineData("+12", true, 12)]
    [InlineData("-9223372036854775808", true, long.MinValue)]
    [InlineData("9223372036854775808", false, 0)]
    [InlineData("", false, 0)]
    [InlineData("-", false, 0)]
    [InlineData("+-1", false, 0)]
    [InlineData(" 1", false, 0)]
    [InlineData("1 ", false, 0)]
    [InlineData("\"1\"", false, 0)]
    [InlineData("1.0", false, 0)]
    public void Number_Text_IsReadAsGoDoes(string text, bool isRead, long number)
    {
        var found = GoimNumber.TryRead(Encoding.UTF8.GetBytes(text), out var value);

        Assert.Equal(isRead, found);
        if (isRead) Assert.Equal(number, value);
    }

    private static bool Read(string body, out GoimAuth auth) => GoimAuth.TryRead(Encoding.UTF8.GetBytes(body), out auth);
}
