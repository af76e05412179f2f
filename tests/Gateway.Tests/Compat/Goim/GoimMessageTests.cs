using System.Text;
using System.Text.Json;
using Rooms.Gateway.Compat.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

public sealed class GoimMessageTests
{
    public static TheoryData<byte[], string> Bodies => new()
    {
        { "{\"test\": 1}"u8.ToArray(), """{"op":1000,"body":{"test": 1}}""" },
        { " [1,  2]\n"u8.ToArray(), """{"op":1000,"body": [1,  2]""" + "\n}" },
        { "\"text\""u8.ToArray(), """{"op":1000,"body":"text"}""" },
        { "hello"u8.ToArray(), """{"op":1000,"text":"hello"}""" },
        { "{} {}"u8.ToArray(), """{"op":1000,"text":"{} {}"}""" },
        { [], """{"op":1000,"text":""}""" },
        { [0, 1, 0xFF], """{"op":1000,"base64":"AAH/"}""" },
        { [(byte)'"', 0xFF, (byte)'"'], """{"op":1000,"base64":"Iv8i"}""" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public void ToData_Body_ComesBackByteByByte(byte[] body, string data)
    {
        var message = new GoimMessage(1000, body);

        Assert.Equal(data, message.ToData());
        Assert.True(GoimMessage.TryRead(Encoding.UTF8.GetBytes($$"""{"type":"goim","data":{{data}}}"""), out var read));
        Assert.Equal(1000, read.Operation);
        Assert.Equal(Encoding.UTF8.GetString(body).Trim(), Encoding.UTF8.GetString(read.Body.Span).Trim());
        if (!GoimMessage.IsJson(body)) Assert.Equal(body, read.Body.ToArray());
    }

    [Fact]
    public void ToData_DeepBody_IsText()
    {
        var body = new string('[', 30) + new string(']', 30);

        var data = new GoimMessage(1, Encoding.UTF8.GetBytes(body)).ToData();

        Assert.Equal(body, JsonDocument.Parse(data).RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"type":"text","text":"hello"}""")]
    [InlineData("""{"type":"goim"}""")]
    [InlineData("""{"type":"goim","data":1}""")]
    [InlineData("""{"type":"goim","data":{"op":1000}}""")]
    [InlineData("""{"type":"goim","data":{"body":1}}""")]
    [InlineData("""{"type":"goim","data":{"op":"1","body":1}}""")]
    [InlineData("""{"type":"goim","data":{"op":1,"base64":"!"}}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{")]
    public void TryRead_MessagesOfOthers_AreNone(string data) => Assert.False(GoimMessage.TryRead(Encoding.UTF8.GetBytes(data), out _));
}
