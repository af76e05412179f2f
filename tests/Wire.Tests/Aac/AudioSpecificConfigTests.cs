using System.Buffers;
using Rooms.Wire.Aac;

namespace Rooms.Wire.Tests.Aac;

public sealed class AudioSpecificConfigTests
{
    [Theory]
    [InlineData("121056e500", 2, 44100, 2, 1024)] // ffmpeg, LC
    [InlineData("1190", 2, 48000, 2, 1024)]
    [InlineData("1588", 2, 8000, 1, 1024)]
    [InlineData("1394", 2, 22050, 2, 960)] // frameLengthFlag
    [InlineData("2b920800", 5, 22050, 2, 1024)] // HE-AAC: the core runs at half of 44,100
    [InlineData("eb8a0800", 29, 22050, 1, 1024)] // HE-AAC v2
    [InlineData("17805dc010", 2, 48000, 2, 1024)] // explicit frequency
    public void TryRead_Literal_GivesRateChannelsAndFrame(string hex, int objectType, int rate, int channels, int samples)
    {
        var status = AudioSpecificConfig.TryRead(Convert.FromHexString(hex), out var config);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal(new AudioSpecificConfig(objectType, rate, channels, samples), config);
        Assert.Equal($"mp4a.40.{objectType}", config.CodecString);
    }

    [Theory]
    [InlineData("", OperationStatus.NeedMoreData)]
    [InlineData("12", OperationStatus.NeedMoreData)]
    [InlineData("1690", OperationStatus.InvalidData)] // frequency index 13
    [InlineData("1248", OperationStatus.InvalidData)] // channel configuration 9
    [InlineData("0210", OperationStatus.InvalidData)] // object type 0
    public void TryRead_Refused_SaysWhy(string hex, OperationStatus expected) =>
        Assert.Equal(expected, AudioSpecificConfig.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(Convert.FromHexString("121056e500"), 20_000))
            if (AudioSpecificConfig.TryRead(bytes, out var config) == OperationStatus.Done)
                Assert.True(config.SampleRate is > 0 and <= 192_000 && config.Channels is >= 1 and <= 8);
    }
}
