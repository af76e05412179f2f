using System.Text;
using System.Text.Json;
using Rooms.Wire.Goim;

namespace Rooms.Wire.Tests.Goim;

/// <summary>goim v1.2 libs/proto/proto.go: JSON over WebSocket.</summary>
public sealed class GoimJsonTests
{
    [Theory]
    [InlineData("""{"ver":1,"op":7,"seq":1,"body":{"data":{}}}""", 1, 7, 1, """{"data":{}}""")]
    [InlineData("""{"ver":1,"op":2,"seq":2,"body":{}}""", 1, 2, 2, "{}")]
    [InlineData("""{"op":7,"body": 123 }""", 0, 7, 0, "123")]
    [InlineData("""{"body":"a\"b","op":4}""", 0, 4, 0, """
        "a\"b"
        """)]
    [InlineData("""{"OP":4,"ver":null,"else":[{"op":9}]}""", 0, 4, 0, "")]
    [InlineData("""{"op":4,"body":null}""", 0, 4, 0, "null")]
    [InlineData("""{"op":4} trailing""", 0, 4, 0, "")] // gorilla's ReadJSON takes the first value of a message
    public void TryRead_ClientFrame_IsItsWords(string frame, short version, int operation, int sequence, string body)
    {
        var isRead = Read(frame, out var packet);

        Assert.True(isRead);
        Assert.Equal((version, operation, sequence, body), (packet.Version, packet.Operation, packet.Sequence, Encoding.UTF8.GetString(packet.Body)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"op":7""")]
    [InlineData("""{"op":"7"}""")]
    [InlineData("""{"op":7.5}""")]
    [InlineData("""{"op":2147483648}""")]
    [InlineData("""{"ver":32768}""")]
    [InlineData("""{"op":7,"body":}""")]
    [InlineData("""{"op":7,"body":{]}""")]
    public void TryRead_OtherFrames_AreRefused(string frame) => Assert.False(Read(frame, out _));

    [Fact]
    public void TryRead_DeepBody_IsRefused() => Assert.False(Read($$"""{"op":4,"body":{{new string('[', 200)}}{{new string(']', 200)}}}""", out _));

    [Theory]
    [InlineData("", """{"ver":-32768,"op":-2147483648,"seq":-2147483648,"body":{}}""")]
    [InlineData("[1]", """{"ver":-32768,"op":-2147483648,"seq":-2147483648,"body":[1]}""")]
    public void WriteTo_LongestNumbers_FitTheRoomThatWasAskedFor(string body, string expected)
    {
        var packet = new GoimJson(short.MinValue, int.MinValue, int.MinValue, Encoding.UTF8.GetBytes(body));
        var bytes = new byte[packet.MaxLength];

        var written = packet.WriteTo(bytes);

        Assert.Equal(expected, Encoding.UTF8.GetString(bytes, 0, written));
        Assert.InRange(written, 0, packet.MaxLength);
        using var parsed = JsonDocument.Parse(bytes.AsMemory(0, written));
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(Encoding.UTF8.GetBytes("""{"ver":1,"op":7,"seq":1,"body":{"data":{}}}"""), 20_000))
            if (GoimJson.TryRead(bytes, out var packet)) Assert.InRange(packet.Body.Length, 0, bytes.Length);
    }

    private static bool Read(string frame, out GoimJson packet) => GoimJson.TryRead(Encoding.UTF8.GetBytes(frame), out packet);
}
