using System.Globalization;

namespace Rooms.MediaRelay.Frames.Health;

/// <summary>What a stream's figures mean, in words for the anchor who reads them. The worst finding comes first.</summary>
internal sealed record StreamHealth(string Word, string Remark, IReadOnlyList<HealthFinding> Findings)
{
    /// <summary>Players start at key frames: from 10 s on a viewer who joins sees nothing for too long.</summary>
    private const int LongestSinceKey = 10_000;

    /// <summary>2 s is what encoders are told to set; beyond 5 s the first picture of HLS, which waits for whole segments, takes too long.</summary>
    private const int LongestKeyInterval = 5_000;

    /// <summary>Half a second without a picture is seen as a stop.</summary>
    private const int LongestGap = 500;

    /// <summary>Of the announced rate; encoders that drop every fourth picture are out of breath.</summary>
    private const double LeastShareOfRate = 0.7;

    /// <summary>Players even out one or two in a hundred; at three a player's buffer of a second is gone within a minute.</summary>
    private const double LargestDrift = 3;

    private const string Good = "good";
    private const string Fair = "fair";
    private const string Bad = "bad";

    public static readonly StreamHealth Unknown = new(Good, "", []);

    public bool IsGood => Findings.Count == 0;

    /// <summary>Why, in one sentence. A good stream may have a remark.</summary>
    public string Reason => Findings is [var worst, ..] ? worst.Reason : Remark;

    public static StreamHealth Of(bool isPublishing, StreamConfiguration configuration, StreamFigures figures)
    {
        if (!isPublishing) return Failed(HealthCodes.NoPublisher, "The publisher is gone; viewers wait for its return.");
        if (figures.BitsPerSecond == 0) return Failed(HealthCodes.NoData, "No data arrives from the publisher.");
        var findings = new List<HealthFinding>();
        if (configuration.HasVideo) LookAtPictures(figures, findings);
        if (configuration.HasAudio && figures.AudioFramesPerSecond == 0) findings.Add(new(HealthCodes.NoSound, "No sound arrives.", IsBad: false));
        LookAtClock(figures, findings);
        if (figures.RefusedFrames > 0 && figures.KeyIntervalMilliseconds == 0)
            findings.Add(new(HealthCodes.Configuration, "Frames came before their decoder configuration.", IsBad: false));
        // OrderBy keeps the order of equals: pictures before sound before clock.
        HealthFinding[] ordered = [.. findings.OrderBy(finding => !finding.IsBad)];
        var word = ordered is [var worst, ..] ? worst.IsBad ? Bad : Fair : Good;
        return new(word, configuration.HasAudio ? "" : "The stream has no sound.", ordered);
    }

    private static void LookAtPictures(StreamFigures figures, List<HealthFinding> findings)
    {
        if (figures.VideoFramesPerSecond == 0)
        {
            findings.Add(new(HealthCodes.NoPicture, "No picture arrives.", IsBad: true));
            return;
        }
        if (figures.SinceKeyMilliseconds > LongestSinceKey)
            findings.Add(new(HealthCodes.KeyInterval, Text($"No key frame for {Seconds(figures.SinceKeyMilliseconds)}."), IsBad: true));
        else if (figures.KeyIntervalMilliseconds > LongestKeyInterval)
            findings.Add(new(HealthCodes.KeyInterval, Text($"Key frames come only every {Seconds(figures.KeyIntervalMilliseconds)}."), IsBad: false));
        if (figures.LongestGapMilliseconds > LongestGap)
            findings.Add(new(HealthCodes.Gaps, Text($"Pictures stop for up to {Seconds(figures.LongestGapMilliseconds)}."), IsBad: false));
        if (figures.VideoFramesPerSecond < LeastShareOfRate * figures.AnnouncedFramesPerSecond)
            findings.Add(new(HealthCodes.FrameRate, Rate(figures), IsBad: false));
    }

    private static void LookAtClock(StreamFigures figures, List<HealthFinding> findings)
    {
        var drift = figures.ClockDriftPercent;
        if (drift < -LargestDrift)
            findings.Add(new(HealthCodes.ClockSlow, Text($"The stream runs {-drift:0.0} % slow: a minute brings {0.6 * (100 + drift):0.0} s of it."), IsBad: false));
        else if (drift > LargestDrift)
            findings.Add(new(HealthCodes.ClockFast, Text($"The stream runs {drift:0.0} % fast: a minute brings {0.6 * (100 + drift):0.0} s of it."), IsBad: false));
    }

    private static StreamHealth Failed(string code, string reason) => new(Bad, "", [new(code, reason, IsBad: true)]);

    private static string Rate(StreamFigures figures) =>
        Text($"Only {figures.VideoFramesPerSecond:0.#} of the announced {figures.AnnouncedFramesPerSecond:0.#} pictures a second arrive.");

    private static string Seconds(long milliseconds) => Text($"{milliseconds / 1000.0:0.0} s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
