using System.Globalization;

namespace Rooms.Configuration;

/// <summary>Durations in configuration: <c>h:mm:ss</c> with any number of hours, or <c>d.hh:mm:ss</c>.</summary>
public static class Durations
{
    /// <summary>Not TimeSpan.Parse alone: it reads <c>24:00:00</c> as 24 days.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Contains('.')) return TimeSpan.TryParseExact(text, @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture, out duration);
        var parts = text.Split(':');
        if (parts.Length != 3 || !TryPart(parts[0], 99_999, out var hours)) return false;
        if (!TryPart(parts[1], 59, out var minutes) || !TryPart(parts[2], 59, out var seconds)) return false;
        duration = new TimeSpan(hours, minutes, seconds);
        return true;
    }

    private static bool TryPart(string text, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= max;
}
