using System.Globalization;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Control;

/// <summary>A stream's health in a word, and why in a sentence for the anchor who reads it.</summary>
internal readonly record struct StreamHealth(string Word, string Reason)
{
    private const string Good = "good";
    private const string Fair = "fair";
    private const string Bad = "bad";

    // Players start at key frames: from 10 s on a viewer who joins sees nothing for too long.
    private const int LongKeyInterval = 10_000;

    // Half a second without a picture is seen as a stop.
    private const int LongGap = 500;

    public static StreamHealth Of(bool isPublishing, StreamConfiguration configuration, StreamFigures figures)
    {
        if (!isPublishing) return new(Bad, "The publisher is gone; viewers wait for its return.");
        if (figures.BitsPerSecond == 0) return new(Bad, "No data arrives from the publisher.");
        if (configuration.HasVideo && figures.VideoFramesPerSecond == 0) return new(Bad, "No picture arrives.");
        if (configuration.HasVideo && figures.SinceKeyMilliseconds > LongKeyInterval)
            return new(Bad, Seconds("No key frame for", figures.SinceKeyMilliseconds));
        if (figures.LongestGapMilliseconds > LongGap) return new(Fair, Seconds("Pictures stop for up to", figures.LongestGapMilliseconds));
        if (configuration.HasAudio && figures.AudioFramesPerSecond == 0) return new(Fair, "No sound arrives.");
        if (figures.RefusedFrames > 0 && figures.KeyIntervalMilliseconds == 0) return new(Fair, "Frames came before their decoder configuration.");
        return configuration.HasAudio ? new(Good, "") : new(Good, "The stream has no sound.");
    }

    private static string Seconds(string text, long milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{text} {milliseconds / 1000.0:0.0} s.");
}
