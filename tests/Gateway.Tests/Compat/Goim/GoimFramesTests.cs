using System.Text;
using Rooms.Gateway.Compat.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>Contract A4 and B: how a push is framed.</summary>
public sealed class GoimFramesTests
{
    private const string Inner = "00000012 0010 0001 000003E8 00000000 7B7D";

    [Theory]
    [InlineData(nameof(GoimForm.V2Tcp), Inner)]
    [InlineData(nameof(GoimForm.V2WebSocket), "00000022 0010 0001 00000009 00000000" + Inner)]
    [InlineData(nameof(GoimForm.V1Tcp), "00000012 0010 0000 00000005 00000000 7B7D")]
    public void Encode_Packet_IsAsGoimFramesIt(string form, string hex)
    {
        var bytes = GoimFrames.Encode(Enum.Parse<GoimForm>(form), new GoimMessage(1000, "{}"u8.ToArray()));

        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(bytes));
    }

    [Theory]
    [InlineData("{\"test\":1}", """[{"ver":0,"op":5,"seq":0,"body":{"test":1}}]""")]
    [InlineData("no json", """[{"ver":0,"op":5,"seq":0,"body":"no json"}]""")]
    [InlineData("", """[{"ver":0,"op":5,"seq":0,"body":""}]""")]
    public void Encode_V1Json_IsAnArrayOfOne(string body, string frame)
    {
        var bytes = GoimFrames.Encode(GoimForm.V1Json, new GoimMessage(1000, Encoding.UTF8.GetBytes(body)));

        Assert.Equal(frame, Encoding.UTF8.GetString(bytes));
    }
}
