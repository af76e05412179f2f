using System.Buffers;
using Rooms.Testing;
using Rooms.Wire.WebSocket;

namespace Rooms.Wire.Tests.WebSocket;

/// <summary>RFC 6455 5.4 and 5.5: messages out of frames.</summary>
public class WebSocketReaderTests
{
    private const int Limit = 1000;

    /// <summary>A text in three parts with a ping and a close of two bytes between and after them.</summary>
    public static readonly byte[] Mixed =
    [
        .. ClientFrames.Of(WebSocketOpcode.Text, "he"u8, isFinal: false),
        .. ClientFrames.Of(WebSocketOpcode.Ping, "p"u8),
        .. ClientFrames.Of(WebSocketOpcode.Continuation, "l"u8, isFinal: false),
        .. ClientFrames.Of(WebSocketOpcode.Continuation, "lo é"u8),
        .. ClientFrames.Of(WebSocketOpcode.Binary, [0xFF, 0x00]),
        .. ClientFrames.Of(WebSocketOpcode.Close, [0x03, 0xE8]),
    ];

    [Theory, EverySplit(nameof(Mixed))]
    public void TryRead_FragmentsAndControls_AreHandedOutWhole(Split input)
    {
        var (messages, status) = Read(input, Limit);

        Assert.Equal(["Ping 70", "Text 68656C6C6F20C3A9", "Binary FF00", "Close 03E8"], messages);
        Assert.Equal(0, status);
    }

    [Theory]
    [InlineData("81 05 48656C6C6F", 1002)] // 5.1: not masked
    [InlineData("C1 85 37FA213D 7F9F4D5158", 1002)] // RSV1: compression was not agreed on
    [InlineData("83 80 00000000", 1002)] // a reserved opcode
    [InlineData("80 80 00000000", 1002)] // continues nothing
    [InlineData("01 80 00000000 01 80 00000000", 1002)] // begins anew within a message
    [InlineData("09 80 00000000", 1002)] // a ping in parts
    [InlineData("88 81 00000000 03", 1002)] // a close with half a status
    [InlineData("88 82 00000000 03ED", 1002)] // 7.4.1: 1005 is never sent
    [InlineData("88 83 00000000 03E8 FF", 1007)] // a reason that is no text
    [InlineData("81 82 00000000 C328", 1007)] // 8.1
    [InlineData("81 FE 03E9 00000000", 1009)] // one byte over the limit, before it came
    [InlineData("82 FF 7FFFFFFFFFFFFFFF 00000000", 1009)]
    public void TryRead_WhatIsNotAllowed_NamesTheStatus(string hex, int expected)
    {
        var (_, status) = Read(new Split("whole", [Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))]), Limit);

        Assert.Equal(expected, status);
    }

    [Fact]
    public void TryRead_PartsThatTogetherAreTooLong_AreRefused()
    {
        byte[] input = [.. ClientFrames.Of(WebSocketOpcode.Binary, new byte[600], isFinal: false), .. ClientFrames.Of(WebSocketOpcode.Continuation, new byte[401])];

        Assert.Equal(WebSocketStatus.MessageTooBig, Read(new Split("whole", [input]), Limit).Status);
    }

    [Fact]
    public void TryRead_CharacterCutBetweenParts_IsWhole()
    {
        var emoji = "😀"u8;
        byte[] input = [.. ClientFrames.Of(WebSocketOpcode.Text, emoji[..2], isFinal: false), .. ClientFrames.Of(WebSocketOpcode.Continuation, emoji[2..])];

        Assert.Equal([$"Text {Convert.ToHexString(emoji)}"], Read(new Split("whole", [input]), Limit).Messages);
    }

    [Fact]
    public void TryRead_EndlessEmptyParts_KeepNothing()
    {
        var reader = new WebSocketReader(Limit);
        var first = ClientFrames.Of(WebSocketOpcode.Text, [], isFinal: false);
        reader.TryRead(first, out _, out _);
        var part = ClientFrames.Of(WebSocketOpcode.Continuation, [], isFinal: false);

        var ended = 0;
        var allocated = Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++)
                if (reader.TryRead(part, out _, out _) != OperationStatus.NeedMoreData) ended++;
        });

        // Enum.IsDefined boxes until the runtime has optimised it.
        Assert.InRange(allocated, 0, 1000 * 24);
        Assert.Equal(0, ended);
    }

    // The bytes as a connection keeps them: what is not consumed comes again with what follows.
    private static (List<string> Messages, int Status) Read(Split input, int limit)
    {
        var reader = new WebSocketReader(limit);
        var messages = new List<string>();
        byte[] kept = [];
        foreach (var piece in input.Pieces)
        {
            kept = [.. kept, .. piece];
            OperationStatus status;
            do
            {
                status = reader.TryRead(kept, out var message, out var consumed);
                kept = kept[consumed..];
                if (status == OperationStatus.Done) messages.Add($"{message.Opcode} {Convert.ToHexString(message.Payload)}");
            }
            while (status == OperationStatus.Done);
            if (status == OperationStatus.InvalidData) return (messages, reader.CloseStatus);
        }
        return (messages, reader.CloseStatus);
    }
}
