using System.Buffers;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;
using static Rooms.Wire.Tests.Bytes;

namespace Rooms.Wire.Tests.Rtmp.Commands;

public class AnswersTests
{
    [Fact]
    public void StreamCreated_Written_GivesTheSpecificationsBytes()
    {
        // RTMP 1.0 section 7.2.1.3: _result, 4, null, 1.
        Assert.Equal(Hex("02 0007 5F726573756C74 00 4010000000000000 05 00 3FF0000000000000"), Write(Answers.StreamCreated(4, 1)));
    }

    [Fact]
    public void ConnectSuccess_ReadBack_CarriesCodeAndEncoding()
    {
        var answer = ReadBack(Answers.ConnectSuccess(1, 3));

        Assert.Equal(CommandNames.Result, answer.Name);
        Assert.Equal(StatusCodes.ConnectSuccess, answer.Argument(0)["code"].AsString);
        Assert.Equal("status", answer.Argument(0)["level"].AsString);
        Assert.Equal(3, answer.Argument(0)["objectEncoding"].AsNumber);
    }

    [Fact]
    public void Failure_ReadBack_HasLevelError()
    {
        var answer = ReadBack(Answers.Failure(StatusCodes.PublishDenied, "signature_expired"));

        Assert.Equal(CommandNames.OnStatus, answer.Name);
        Assert.Equal(0, answer.TransactionId);
        Assert.Equal("error", answer.Argument(0)["level"].AsString);
        Assert.Equal(StatusCodes.PublishDenied, answer.Argument(0)["code"].AsString);
        Assert.Equal("signature_expired", answer.Argument(0)["description"].AsString);
    }

    [Fact]
    public void ConnectRejected_ReadBack_IsAnErrorOfTheTransaction()
    {
        var answer = ReadBack(Answers.ConnectRejected(7, "no"));

        Assert.Equal((CommandNames.Error, 7.0), (answer.Name, answer.TransactionId));
        Assert.Equal(StatusCodes.ConnectRejected, answer.Argument(0)["code"].AsString);
    }

    [Fact]
    public void Requests_ReadBack_AreWhatAServerReads()
    {
        var connect = ReadBack(Requests.Connect(1, "live", "rtmp://h/live"));
        var publish = ReadBack(Requests.Publish(5, "key?token=x"));

        Assert.Equal(OperationStatus.Done, ConnectRequest.TryRead(connect, out var request));
        Assert.Equal(("live", "rtmp://h/live"), (request.App, request.TcUrl));
        Assert.Equal(OperationStatus.Done, StreamName.TryRead(publish, out var name));
        Assert.Equal(new StreamName("key", "token=x"), name);
    }

    private static Command ReadBack(Command command)
    {
        Assert.Equal(OperationStatus.Done, Command.TryRead(MessageType.CommandAmf0, Write(command), out var read));
        return read;
    }

    private static byte[] Write(Command command)
    {
        var output = new ArrayBufferWriter<byte>();
        command.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }
}
