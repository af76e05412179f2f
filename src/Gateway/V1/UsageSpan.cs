using System.Globalization;

namespace Rooms.Gateway.V1;

/// <summary>Days of UTC, both included.</summary>
internal readonly record struct UsageSpan(int FromDay, int ToDay)
{
    // What is kept: docs/usage.md.
    private const int MaxDays = 400;
    private const int DefaultDays = 30;
    private const string Form = "yyyy-MM-dd";

    public string From => Text(FromDay);

    public string To => Text(ToDay);

    /// <summary>Null: read. Else what is wrong.</summary>
    public static string? TryRead(string? from, string? to, DateTimeOffset now, out UsageSpan span)
    {
        span = default;
        if (!TryRead(to, DateOnly.FromDateTime(now.UtcDateTime).DayNumber, out var last)) return "to: wanted a day, as 2026-11-21";
        if (!TryRead(from, Math.Max(0, last - DefaultDays + 1), out var first)) return "from: wanted a day, as 2026-11-21";
        if (first > last) return "from: wanted a day that is not after to";
        if (last - first >= MaxDays) return $"from, to: at most {MaxDays} days";
        span = new UsageSpan(first, last);
        return null;
    }

    public static string Text(int day) => DateOnly.FromDayNumber(day).ToString(Form, CultureInfo.InvariantCulture);

    public static bool TryReadDay(string text, out int day)
    {
        var isDay = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = date.DayNumber;
        return isDay;
    }

    // A time of ISO 8601 stands for its day in UTC.
    private static bool TryRead(string? text, int otherwise, out int day)
    {
        day = otherwise;
        if (string.IsNullOrEmpty(text)) return true;
        if (TryReadDay(text, out day)) return true;
        if (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            day = DateOnly.FromDateTime(time.UtcDateTime).DayNumber;
            return true;
        }
        return false;
    }
}
