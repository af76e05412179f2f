using System.Globalization;

namespace Rooms.MediaRelay.Web;

/// <summary>Names under <c>/live/</c>: a stream's id, which may hold dots itself, before a suffix.</summary>
internal static class PlayNames
{
    public static bool TryMatch(string file, string suffix, out PlayTarget target)
    {
        var isMatch = file.Length > suffix.Length && file.EndsWith(suffix, StringComparison.Ordinal);
        target = isMatch ? new PlayTarget(file[..^suffix.Length]) : default;
        return isMatch;
    }

    /// <summary><c>id.number.suffix</c></summary>
    public static bool TryMatchNumbered(string file, string suffix, out PlayTarget target)
    {
        if (!TryMatch(file, suffix, out target)) return false;
        var dot = target.StreamId.LastIndexOf('.');
        var number = target.StreamId.AsSpan(dot + 1);
        if (dot < 1 || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part)) return false;
        target = new PlayTarget(target.StreamId[..dot], part);
        return true;
    }
}
