using System.Buffers;
using Rooms.Wire.Amf;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp.Commands;

public class CommandTests
{
    // RTMP 1.0 section 7.2.1.1, as ffmpeg 5.1 sends it: connect, 1, {app: "live", type: "nonprivate", flashVer, tcUrl}.
    private const string FfmpegConnect =
        "02 0007 636F6E6E656374 00 3FF0000000000000 03 0003 617070 02 0004 6C697665 0004 74797065 02 000A 6E6F6E70726976617465 " +
        "0008 666C617368566572 02 0024 464D4C452F332E302028636F6D70617469626C653B204C61766635392E32372E31303029 " +
        "0005 746355726C 02 0015 72746D703A2F2F3132372E302E302E312F6C697665 000009";

    [Fact]
    public void TryRead_ConnectOfFfmpeg_HasAppAndUrl()
    {
        Assert.Equal(OperationStatus.Done, Command.TryRead(MessageType.CommandAmf0, Hex(FfmpegConnect), out var command));
        Assert.Equal(OperationStatus.Done, ConnectRequest.TryRead(command, out var request));

        Assert.Equal(1, command.TransactionId);
        Assert.Equal(new ConnectRequest("live", "rtmp://127.0.0.1/live", "FMLE/3.0 (compatible; Lavf59.27.100)", 0), request);
    }

    // publish, 5, null, "key?token=x", "live" in an AMF3 command: the name as AMF0, the last argument behind the switch.
    [Fact]
    public void TryRead_Amf3Command_ReadsBothEncodings()
    {
        var payload = Hex("00 02 0007 7075626C697368 00 4014000000000000 05 02 000B 6B65793F746F6B656E3D78 11 06 09 6C697665");

        Assert.Equal(OperationStatus.Done, Command.TryRead(MessageType.CommandAmf3, payload, out var command));
        Assert.Equal(OperationStatus.Done, StreamName.TryRead(command, out var name));

        Assert.Equal(CommandNames.Publish, command.Name);
        Assert.Equal(new StreamName("key", "token=x"), name);
        Assert.Equal("live", command.Argument(1).AsString);
        Assert.Equal(AmfKind.Undefined, command.Argument(2).Kind);
    }

    [Fact]
    public void TryRead_NoCommandObject_IsAccepted()
    {
        Assert.Equal(OperationStatus.Done, Command.TryRead(MessageType.CommandAmf0, Hex("02 0001 61 00 0000000000000000"), out var command));

        Assert.Equal(AmfKind.Undefined, command.Object.Kind);
        Assert.Empty(command.Arguments);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00 3FF0000000000000")]
    [InlineData("02 0001 61")]
    [InlineData("02 0001 61 02 0001 62")]
    [InlineData("02 0001 61 00 0000000000000000 FF")]
    [InlineData("02 0001 61 00 0000000000000000 05 FF")]
    public void TryRead_NotACommand_IsInvalid(string hex) =>
        Assert.Equal(OperationStatus.InvalidData, Command.TryRead(MessageType.CommandAmf0, Hex(hex), out _));

    [Theory]
    [InlineData("")]
    [InlineData("01 02 0001 61 00 0000000000000000")]
    public void TryRead_Amf3WithoutItsFormatByte_IsInvalid(string hex) =>
        Assert.Equal(OperationStatus.InvalidData, Command.TryRead(MessageType.CommandAmf3, Hex(hex), out _));

    [Fact]
    public void ConnectRequest_WithoutApp_IsInvalid()
    {
        var command = new Command(CommandNames.Connect, 1, AmfValue.Object(), []);

        Assert.Equal(OperationStatus.InvalidData, ConnectRequest.TryRead(command, out _));
    }

    [Fact]
    public void StreamName_NoString_IsInvalid()
    {
        var command = new Command(CommandNames.Play, 1, AmfValue.Null, [AmfValue.Of(1)]);

        Assert.Equal(OperationStatus.InvalidData, StreamName.TryRead(command, out _));
    }

    [Theory]
    [InlineData("a", "a", "")]
    [InlineData("a?", "a", "")]
    [InlineData("a?b=c?d", "a", "b=c?d")]
    [InlineData("", "", "")]
    public void StreamName_Parse_CutsAtTheFirstQuestionMark(string text, string name, string query) =>
        Assert.Equal(new StreamName(name, query), StreamName.Parse(text));
}
