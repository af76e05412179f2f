using System.Text;
using Rooms.Wire.RoomsV1;

namespace Rooms.Wire.Tests.RoomsV1;

public sealed class JsonClientFramesTests
{
    // rooms-v1 section 5
    [Fact]
    public void TryRead_HelloOfTheContract_HasTokenAndSubscription()
    {
        var hello = Assert.IsType<HelloFrame>(Read("""{"op":"hello","token":"abc","subscribe":[{"room":"r","after":0}]}"""));

        Assert.Equal("abc", hello.Token);
        Assert.Equal(new SubscribeFrame("r", 0, Join: false), Assert.Single(hello.Subscribe));
    }

    [Fact]
    public void TryRead_HelloWithDeviceAndLabels_HasThem()
    {
        var hello = Assert.IsType<HelloFrame>(Read("""{"device":{"class":"phone","id":"d1"},"labels":["vip","zh"],"op":"hello","subscribe":[{"join":true,"room":"a"}]}"""));

        Assert.Equal(("d1", "phone", null), (hello.DeviceId, hello.DeviceClass, hello.Token));
        Assert.Equal(["vip", "zh"], hello.Labels);
        Assert.Equal(new SubscribeFrame("a", 0, Join: true), Assert.Single(hello.Subscribe));
    }

    [Fact]
    public void TryRead_EachCommand_IsItsFrame()
    {
        Assert.Equal(new SubscribeFrame("r", 7, false), Read("""{"op":"subscribe","room":"r","after":7}"""));
        Assert.Equal(new UnsubscribeFrame("r"), Read("""{"op":"unsubscribe","room":"r"}"""));
        Assert.Equal(new SendFrame("1", "r", null, "text", "hi", null), Read("""{"op":"send","id":"1","room":"r","text":"hi"}"""));
        Assert.Equal(new SendFrame("2", null, "bob", "wave", null, """{"n": [1]}"""), Read("""{"op":"send","id":"2","to":"bob","type":"wave","data":{"n": [1]}}"""));
        Assert.Equal(new AckFrame("@inbox", 9), Read("""{"op":"ack","room":"@inbox","seq":9}"""));
        Assert.Equal(new RefreshFrame("t"), Read("""{"op":"refresh","token":"t"}"""));
        Assert.Equal(new SdpFrame("3", "r", """{"type":"offer"}"""), Read("""{"op":"sdp","id":"3","room":"r","data":{"type":"offer"}}"""));
        Assert.Equal(PingFrame.Value, Read("""{"op":"ping"}"""));
    }

    [Fact]
    public void TryRead_UnknownMembersAndEscapedNames_AreIgnoredAndUnderstood() =>
        Assert.Equal(new UnsubscribeFrame("r"), Read("""{"x":{"op":[1,{"room":2}]},"\u006fp":"unsubscribe","room":"r","y":null}"""));

    [Theory]
    [InlineData("", FrameFaultKind.NotJson, "")]
    [InlineData("[]", FrameFaultKind.NotJson, "")]
    [InlineData("""{"op":"ping"}{}""", FrameFaultKind.NotJson, "")]
    [InlineData("""{"op":"ping",}""", FrameFaultKind.NotJson, "")]
    [InlineData("""{"op":"ping" """, FrameFaultKind.NotJson, "")]
    [InlineData("{}", FrameFaultKind.Missing, "op")]
    [InlineData("""{"op":"dance"}""", FrameFaultKind.UnknownOp, "op")]
    [InlineData("""{"op":5}""", FrameFaultKind.WrongKind, "op")]
    [InlineData("""{"op":"ping","op":"ping"}""", FrameFaultKind.Duplicate, "op")]
    [InlineData("""{"op":"subscribe","after":1}""", FrameFaultKind.Missing, "room")]
    [InlineData("""{"op":"subscribe","room":""}""", FrameFaultKind.Missing, "room")]
    [InlineData("""{"op":"subscribe","room":7}""", FrameFaultKind.WrongKind, "room")]
    [InlineData("""{"op":"subscribe","room":"r","after":-1}""", FrameFaultKind.WrongKind, "after")]
    [InlineData("""{"op":"subscribe","room":"r","after":1.5}""", FrameFaultKind.WrongKind, "after")]
    [InlineData("""{"op":"subscribe","room":"r","after":9223372036854775808}""", FrameFaultKind.WrongKind, "after")]
    [InlineData("""{"op":"subscribe","room":"r","join":"yes"}""", FrameFaultKind.WrongKind, "join")]
    [InlineData("""{"op":"hello","subscribe":{}}""", FrameFaultKind.WrongKind, "subscribe")]
    [InlineData("""{"op":"hello","subscribe":[5]}""", FrameFaultKind.WrongKind, "subscribe")]
    [InlineData("""{"op":"hello","subscribe":[{"after":1}]}""", FrameFaultKind.Missing, "room")]
    [InlineData("""{"op":"hello","subscribe":[{"room":"a","room":"b"}]}""", FrameFaultKind.Duplicate, "room")]
    [InlineData("""{"op":"hello","labels":[""]}""", FrameFaultKind.FieldTooLong, "labels")]
    [InlineData("""{"op":"hello","device":"phone"}""", FrameFaultKind.WrongKind, "device")]
    [InlineData("""{"op":"send","room":"r","text":"hi"}""", FrameFaultKind.Missing, "id")]
    [InlineData("""{"op":"send","id":"1","room":"r"}""", FrameFaultKind.Missing, "text")]
    [InlineData("""{"op":"send","id":"1","text":"hi"}""", FrameFaultKind.Ambiguous, "")]
    [InlineData("""{"op":"send","id":"1","room":"r","to":"bob","text":"hi"}""", FrameFaultKind.Ambiguous, "")]
    [InlineData("""{"op":"ack","room":"r"}""", FrameFaultKind.Missing, "seq")]
    [InlineData("""{"op":"refresh"}""", FrameFaultKind.Missing, "token")]
    [InlineData("""{"op":"send","id":"1","room":"r","text":"\ud83d"}""", FrameFaultKind.NotUtf8, "")]
    public void TryRead_AgainstTheRules_IsRefusedByName(string text, FrameFaultKind kind, string field)
    {
        var isRead = JsonClientFrames.TryRead(Encoding.UTF8.GetBytes(text), out var frame, out var fault);

        Assert.False(isRead);
        Assert.Null(frame);
        Assert.Equal((kind, field), (fault.Kind, fault.Field ?? ""));
        Assert.NotEqual("", fault.ToString());
    }

    [Fact]
    public void TryRead_RefusedCommand_NamesItsId()
    {
        JsonClientFrames.TryRead("""{"op":"send","id":"m1","room":"r"}"""u8, out _, out var fault);

        Assert.Equal("m1", fault.Id);
    }

    [Fact]
    public void TryRead_TooLarge_IsRefusedByName()
    {
        Assert.Equal(FrameFaultKind.TooLong, FaultOf($$"""{"op":"ping","x":"{{new string('a', FrameLimits.FrameBytes)}}"}"""));
        Assert.Equal(FrameFaultKind.FieldTooLong, FaultOf($$"""{"op":"send","id":"1","room":"r","text":"{{new string('a', FrameLimits.Text + 1)}}"}"""));
        Assert.Equal(FrameFaultKind.FieldTooLong, FaultOf($$"""{"op":"send","id":"1","room":"r","data":"{{new string('a', FrameLimits.DataBytes)}}"}"""));
        Assert.Equal(FrameFaultKind.FieldTooLong, FaultOf($$"""{"op":"unsubscribe","room":"{{new string('a', FrameLimits.Name + 1)}}"}"""));
        Assert.Equal(FrameFaultKind.FieldTooLong, FaultOf($$"""{"op":"hello","subscribe":[{{Repeat("""{"room":"r"}""", FrameLimits.Subscriptions + 1)}}]}"""));
        Assert.Equal(FrameFaultKind.FieldTooLong, FaultOf($$"""{"op":"hello","labels":[{{Repeat("\"a\"", FrameLimits.Labels + 1)}}]}"""));
        Assert.Equal(FrameFaultKind.NotJson, FaultOf($$"""{"op":"send","id":"1","room":"r","data":{{new string('[', FrameLimits.Depth)}}{{new string(']', FrameLimits.Depth)}}}"""));
    }

    [Fact]
    public void TryRead_NoUtf8InData_IsRefused()
    {
        byte[] bytes = [.. """{"op":"send","id":"1","room":"r","data":"""u8, (byte)'"', 0xC3, (byte)'"', (byte)'}'];

        JsonClientFrames.TryRead(bytes, out _, out var fault);

        Assert.Equal(FrameFaultKind.NotUtf8, fault.Kind);
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        var valid = """{"op":"hello","token":"abc","device":{"id":"d"},"labels":["x"],"subscribe":[{"room":"r","after":0}]}"""u8.ToArray();

        foreach (var bytes in RandomBytes.Around(valid, 20_000))
            Assert.Equal(JsonClientFrames.TryRead(bytes, out var frame, out var fault), frame is not null && fault.Kind == FrameFaultKind.None);
    }

    private static ClientFrame? Read(string text)
    {
        Assert.True(JsonClientFrames.TryRead(Encoding.UTF8.GetBytes(text), out var frame, out var fault), fault.ToString());
        return frame;
    }

    private static FrameFaultKind FaultOf(string text)
    {
        JsonClientFrames.TryRead(Encoding.UTF8.GetBytes(text), out _, out var fault);
        return fault.Kind;
    }

    private static string Repeat(string text, int count) => string.Join(',', Enumerable.Repeat(text, count));
}
