using System.Globalization;
using System.Text;

namespace Rooms.Grains.Words;

/// <summary>
/// A text as the word filter compares it: small letters, without marks and what cannot be seen, one space for any white space, letters in disguise as
/// themselves. Remembers where each character came from.
/// </summary>
internal sealed class FoldedText
{
    // The combining marks that make a voiced kana of the one before, and their half-width forms (Unicode, blocks Hiragana and Halfwidth Forms).
    private const int Voiced = 0x3099;
    private const int HalfVoiced = 0xFF9E;
    private const int SemiVoiced = 0x309A;
    private const int HalfSemiVoiced = 0xFF9F;

    private readonly List<char> characters;
    private readonly List<int> starts;
    private readonly List<int> ends;

    private FoldedText(int capacity) => (characters, starts, ends) = (new List<char>(capacity), new List<int>(capacity), new List<int>(capacity));

    public int Length => characters.Count;

    public char this[int index] => characters[index];

    public static FoldedText Of(string text)
    {
        var folded = new FoldedText(text.Length);
        for (var i = 0; i < text.Length;)
        {
            // A lone surrogate reads as U+FFFD: nothing that a word has.
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var consumed);
            folded.Add(rune, i, i + consumed);
            i += consumed;
        }
        return folded;
    }

    /// <summary>Where characters came from in the text that was given.</summary>
    public (int Start, int End) Origin(int start, int end) => (starts[start], ends[end - 1]);

    public override string ToString() => new([.. characters]);

    private void Add(Rune rune, int start, int end)
    {
        if (rune.Value is Voiced or HalfVoiced or SemiVoiced or HalfSemiVoiced && TryVoice(rune.Value, end)) return;
        if (IsInvisible(rune)) return;
        if (Rune.IsWhiteSpace(rune))
        {
            if (Length == 0 || characters[^1] != ' ') Append(' ', start, end);
            return;
        }
        var letter = Rune.ToLowerInvariant(new Rune(FoldTable.Find(rune.Value)));
        Span<char> utf16 = stackalloc char[2];
        var count = letter.EncodeToUtf16(utf16);
        for (var i = 0; i < count; i++) Append(utf16[i], start, end);
    }

    private void Append(char character, int start, int end)
    {
        characters.Add(character);
        starts.Add(start);
        ends.Add(end);
    }

    // The voiced form stands right behind the plain one, the semi-voiced one behind that.
    private bool TryVoice(int mark, int end)
    {
        if (Length == 0) return false;
        var isSemi = mark is SemiVoiced or HalfSemiVoiced;
        var row = isSemi ? "はひふへほハヒフヘホ" : "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
        if (!row.Contains(characters[^1], StringComparison.Ordinal)) return false;
        characters[^1] += (char)(isSemi ? 2 : 1);
        ends[^1] = end;
        return true;
    }

    private static bool IsInvisible(Rune rune)
    {
        // Fillers and the blank braille pattern count as letters and symbols, and show nothing.
        if (rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800) return true;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => true,
            UnicodeCategory.Control => !Rune.IsWhiteSpace(rune),
            _ => false,
        };
    }
}
