using System.Buffers;
using System.Security.Cryptography;
using Rooms.Wire.Rtmp;

namespace Rooms.Wire.Tests.Rtmp;

public class HandshakeTests
{
    private readonly byte[] greeting = new byte[Handshake.GreetingLength];
    private readonly byte[] answer = new byte[Handshake.AnswerLength];
    private readonly byte[] acknowledgement = new byte[Handshake.PacketLength];

    [Fact]
    public void TryAnswer_SimpleClient_EchoesC1()
    {
        Handshake.WriteGreeting(greeting, scheme: null);

        Assert.Equal(OperationStatus.Done, Handshake.TryAnswer(greeting, answer));

        Assert.Equal(3, answer[0]);
        Assert.Equal(new byte[8], answer[1..9]);
        Assert.Equal(greeting[1..], answer[Handshake.GreetingLength..]);
    }

    [Fact]
    public void TryAcknowledge_SimpleServer_EchoesS1()
    {
        Handshake.WriteGreeting(greeting, scheme: null);
        Handshake.TryAnswer(greeting, answer);

        Assert.Equal(OperationStatus.Done, Handshake.TryAcknowledge(answer, acknowledgement));

        Assert.Equal(answer[1..Handshake.GreetingLength], acknowledgement);
    }

    [Theory]
    [InlineData(DigestScheme.DigestLast, 772)]
    [InlineData(DigestScheme.DigestFirst, 8)]
    public void TryAnswer_DigestClient_SignsS1InTheSameSchemeAndS2WithTheClientsDigest(DigestScheme scheme, int block)
    {
        Handshake.WriteGreeting(greeting, scheme);
        var clientDigest = greeting.AsSpan(1 + DigestAt(greeting.AsSpan(1), block), 32);

        Assert.Equal(OperationStatus.Done, Handshake.TryAnswer(greeting, answer));

        var s1 = answer[1..Handshake.GreetingLength];
        var at = DigestAt(s1, block);
        Assert.Equal(HMACSHA256.HashData("Genuine Adobe Flash Media Server 001"u8, [.. s1[..at], .. s1[(at + 32)..]]), s1[at..(at + 32)]);
        var s2 = answer[Handshake.GreetingLength..];
        Assert.Equal(HMACSHA256.HashData(HMACSHA256.HashData(ServerKey, clientDigest), s2.AsSpan(..^32)), s2[^32..]);
    }

    [Theory]
    [InlineData(DigestScheme.DigestLast, 772)]
    [InlineData(DigestScheme.DigestFirst, 8)]
    public void TryAcknowledge_DigestServer_SignsC2WithTheServersDigest(DigestScheme scheme, int block)
    {
        Handshake.WriteGreeting(greeting, scheme);
        Handshake.TryAnswer(greeting, answer);
        var serverDigest = answer.AsSpan(1 + DigestAt(answer.AsSpan(1), block), 32);

        Assert.Equal(OperationStatus.Done, Handshake.TryAcknowledge(answer, acknowledgement));

        Assert.Equal(HMACSHA256.HashData(HMACSHA256.HashData(PlayerKey, serverDigest), acknowledgement.AsSpan(..^32)), acknowledgement[^32..]);
    }

    [Fact]
    public void TryAnswer_OneByteOfTheDigestWrong_FallsBackToTheEcho()
    {
        Handshake.WriteGreeting(greeting);
        greeting[1 + DigestAt(greeting.AsSpan(1), 772)] ^= 1;

        Handshake.TryAnswer(greeting, answer);

        Assert.Equal(greeting[1..], answer[Handshake.GreetingLength..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1536)]
    public void TryAnswer_Cut_NeedsMoreData(int length)
    {
        Handshake.WriteGreeting(greeting);

        Assert.Equal(OperationStatus.NeedMoreData, Handshake.TryAnswer(greeting.AsSpan(0, length), answer));
    }

    // 6 is the encrypted form, 0x47 an HTTP GET at the wrong port.
    [Theory]
    [InlineData(6)]
    [InlineData(0x47)]
    public void TryAnswer_OtherVersion_IsInvalidAtTheFirstByte(byte version)
    {
        Assert.Equal(OperationStatus.InvalidData, Handshake.TryAnswer([version], answer));
    }

    [Fact]
    public void TryAcknowledge_OtherVersionOrCut_IsSaid()
    {
        Assert.Equal(OperationStatus.InvalidData, Handshake.TryAcknowledge([6], acknowledgement));
        Assert.Equal(OperationStatus.NeedMoreData, Handshake.TryAcknowledge([3], acknowledgement));
    }

    // The keys' common tail as librtmp prints it.
    private static readonly byte[] KeyTail = Convert.FromHexString("F0EEC24A8068BEE82E00D0D1029E7E576EEC5D2D29806FAB93B8E636CFEB31AE");

    private static byte[] ServerKey => [.. "Genuine Adobe Flash Media Server 001"u8, .. KeyTail];

    private static byte[] PlayerKey => [.. "Genuine Adobe Flash Player 001"u8, .. KeyTail];

    private static int DigestAt(ReadOnlySpan<byte> packet, int block) =>
        block + 4 + (packet[block] + packet[block + 1] + packet[block + 2] + packet[block + 3]) % 728;
}
