using System.Globalization;
using System.Text;

namespace Rooms.Gateway.Files;

/// <summary>A file's name as its sender gives it is a line of text, nothing else: no folder, no control, no trick of direction, no misleading end.</summary>
internal static class FileNames
{
    public const int MaxLength = 120;

    // With room for the longest end.
    private const int MaxStem = MaxLength - 8;

    private const string Unnamed = "file";

    public static string Clean(string? given, string type)
    {
        var name = new StringBuilder();
        foreach (var rune in LastPart(given ?? "").EnumerateRunes())
            if (IsShown(rune) && name.Length + rune.Utf16SequenceLength <= MaxStem) name.Append(rune);
        // Some systems drop or hide these at either end.
        var trimmed = name.ToString().Trim(' ', '.');
        if (trimmed.Length == 0) trimmed = Unnamed;
        var ends = MediaTypes.ExtensionsOf(type);
        return ends.Any(end => trimmed.Length > end.Length && trimmed.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ? trimmed : trimmed + ends[0];
    }

    private static string LastPart(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..];

    // Format: among them the marks that turn "gpj.exe" round.
    private static bool IsShown(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && rune.Value is not ('"' or '<' or '>' or '|' or '*' or '?' or ':');
}
