using System.Buffers;
using System.Text;
using Rooms.Wire.RoomsV1;

namespace Rooms.Wire.Tests.RoomsV1;

public sealed class ServerFramesTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 21, 20, 15, 0, 7, TimeSpan.Zero);

    // Each as the contract and docs/ws.md spell it.
    private static readonly (ServerFrame Frame, string Json)[] Frames =
    [
        (new WelcomeFrame("ann", "s1", Time), """{"op":"welcome","user":"ann","session":"s1","time":"2026-11-21T20:15:00.007Z"}"""),
        (new SnapshotFrame("r", 5, """{"name":"Kitchen","counters":{"likes":3}}"""), """{"op":"snapshot","room":"r","seq":5,"name":"Kitchen","counters":{"likes":3}}"""),
        (new EventFrame("r", 6, "message", Time, "ann", """{"text":"你好 🎉 <b>"}"""),
            """{"op":"event","room":"r","seq":6,"type":"message","at":"2026-11-21T20:15:00.007Z","user":"ann","data":{"text":"你好 🎉 <b>"}}"""),
        (new EventFrame("r", 7, "room.closed", Time, null, "{}"), """{"op":"event","room":"r","seq":7,"type":"room.closed","at":"2026-11-21T20:15:00.007Z","data":{}}"""),
        (new SentFrame("m\"1", 6), """{"op":"sent","id":"m\"1","seq":6}"""),
        (new GapFrame("r", 2, 9), """{"op":"gap","room":"r","from":2,"to":9}"""),
        (new SkippedFrame("r", 3, 4), """{"op":"skipped","room":"r","from":3,"to":4}"""),
        (new ExpiringFrame(Time), """{"op":"expiring","at":"2026-11-21T20:15:00.007Z"}"""),
        (ReplacedFrame.Value, """{"op":"replaced"}"""),
        (new ReconnectFrame(0, 15000), """{"op":"reconnect","after":0,"spread":15000}"""),
        (new ErrorFrame("room_busy", "m1", RetryAfterSeconds: 2), """{"op":"error","code":"room_busy","id":"m1","retryAfter":2}"""),
        (new ErrorFrame("room_not_found", Room: "r", Detail: "there is no such room"), """{"op":"error","code":"room_not_found","room":"r","detail":"there is no such room"}"""),
        (new PongFrame(Time), """{"op":"pong","time":"2026-11-21T20:15:00.007Z"}"""),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Frames.Length)];

    [Theory, MemberData(nameof(All))]
    public void WriteJson_Frame_IsTheContractsText(int index)
    {
        var buffer = new ArrayBufferWriter<byte>();

        JsonServerFrames.Write(buffer, Frames[index].Frame);

        Assert.Equal(Frames[index].Json, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Theory, MemberData(nameof(All))]
    public void WriteBinary_Frame_ReadsBackTheSame(int index)
    {
        var buffer = new ArrayBufferWriter<byte>();

        BinaryServerFrames.Write(buffer, Frames[index].Frame);

        Assert.True(BinaryServerFrames.TryRead(buffer.WrittenSpan, out var read));
        Assert.Equal(Frames[index].Frame, read);
    }

    [Theory, MemberData(nameof(All))]
    public void TryReadBinary_CutAnywhere_IsNoFrame(int index)
    {
        var buffer = new ArrayBufferWriter<byte>();
        BinaryServerFrames.Write(buffer, Frames[index].Frame);

        for (var length = 0; length < buffer.WrittenCount; length++)
            Assert.False(BinaryServerFrames.TryRead(buffer.WrittenSpan[..length], out _), $"cut to {length}");
    }

    // docs/ws.md, the binary form: number 300 of room "live", "joined" by nobody, at 2026-11-21T20:15:00.007Z.
    [Fact]
    public void WriteBinary_ExampleOfTheDocument_IsItsBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();

        BinaryServerFrames.Write(buffer, new EventFrame("live", 300, "member.joined", Time, null, """{"count":3}"""));

        Assert.Equal("42056C697665AC020E6D656D6265722E6A6F696E6564A7EBFDFD9F34000C7B22636F756E74223A337D", Convert.ToHexString(buffer.WrittenSpan));
    }
}
