using System.Text;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Health;

namespace Rooms.MediaRelay.Tests.Frames.Health;

public sealed class AnnouncedRateTests
{
    private static readonly FramePool Frames = new(new BufferPool());

    [Theory]
    [InlineData("framerate", 25, 25)]
    [InlineData("videoframerate", 29.97, 29.97)]
    [InlineData("framerate", 90_000, 0)]
    [InlineData("framerate", -1, 0)]
    [InlineData("width", 1280, 0)]
    public void Of_Metadata_IsTheRateThatCanBe(string name, double value, double rate) =>
        Assert.Equal(rate, AnnouncedRate.Of(Metadata([.. Text("onMetaData"), .. Values(name, value)])));

    [Fact]
    public void Of_NoMetadata_IsNone() => Assert.Equal(0, AnnouncedRate.Of(null));

    [Fact]
    public void Of_BytesThatAreNoAmf_IsNone()
    {
        var random = new Random(7);
        var body = new byte[200];
        for (var i = 0; i < 1000; i++)
        {
            random.NextBytes(body);

            Assert.InRange(AnnouncedRate.Of(Metadata([.. Text("onMetaData"), .. body])), 0, 120);
        }
    }

    private static Frame Metadata(byte[] body) => Frames.Copy(body, new FrameInfo(FrameKind.Metadata, FrameCodec.None, false, true, 0, 0, 0));

    // AMF0 2.4: marker 2, a length of 16 bits, the text.
    private static byte[] Text(string text) => [2, .. Name(text)];

    private static byte[] Name(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    // AMF0 2.10: marker 8, a count that is a hint; 2.2: marker 0 and a double, most significant byte first; the end is an empty name and marker 9.
    private static byte[] Values(string name, double value)
    {
        var number = BitConverter.GetBytes(value);
        Array.Reverse(number);
        return [8, 0, 0, 0, 1, .. Name(name), 0, .. number, 0, 0, 9];
    }
}
