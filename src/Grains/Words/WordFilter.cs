using System.Globalization;
using System.Text;

namespace Rooms.Grains.Words;

/// <summary>
/// A list of words that are looked for in texts, however they are written (docs/moderation.md): case, width, marks, invisible characters and letters in
/// disguise make no difference. A word of a script with spaces is found as a whole word; <c>*</c> before or after it finds it in longer ones too.
/// Immutable, for any thread.
/// </summary>
internal sealed class WordFilter
{
    private const char Anywhere = '*';

    public static readonly WordFilter Empty = new([]);

    private readonly Word[] words;
    private readonly WordAutomaton automaton;

    public WordFilter(IEnumerable<string> list)
    {
        words = [.. list.Select(Read).OfType<Word>()];
        automaton = new WordAutomaton([.. words.Select(word => word.Text)]);
    }

    public int Count => words.Length;

    public bool Finds(string text)
    {
        if (words.Length == 0) return false;
        return Find(FoldedText.Of(text)).Any();
    }

    /// <summary>The text with an asterisk for each character of each word that was found; the same text when none was.</summary>
    public string Mask(string text)
    {
        if (words.Length == 0) return text;
        var folded = FoldedText.Of(text);
        var masked = new bool[text.Length];
        foreach (var (start, end) in Find(folded).Select(found => folded.Origin(found.Start, found.End))) masked.AsSpan(start..end).Fill(true);
        return masked.Contains(true) ? Mask(text, masked) : text;
    }

    private static string Mask(string text, bool[] masked)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!masked[i]) result.Append(text[i]);
            // One asterisk for a pair of surrogates.
            else if (!char.IsLowSurrogate(text[i])) result.Append('*');
        }
        return result.ToString();
    }

    private IEnumerable<(int Start, int End)> Find(FoldedText text)
    {
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            node = automaton.Step(node, text[i]);
            foreach (var index in automaton.WordsAt(node))
            {
                var start = i + 1 - words[index].Text.Length;
                if (Stands(text, start, i + 1, words[index])) yield return (start, i + 1);
            }
        }
    }

    private static bool Stands(FoldedText text, int start, int end, Word word)
    {
        if (word.BeginsWhole && start > 0 && IsOfWords(text[start - 1])) return false;
        return !(word.EndsWhole && end < text.Length && IsOfWords(text[end]));
    }

    private static Word? Read(string text)
    {
        var folded = FoldedText.Of(text).ToString().Trim();
        var word = folded.Trim(Anywhere).Trim();
        return word.Length == 0 ? null : new Word(word, folded[0] != Anywhere && IsOfWords(word[0]), folded[^1] != Anywhere && IsOfWords(word[^1]));
    }

    // Letters of scripts that put spaces between words. Those of the others (Chinese, Japanese, Thai ...) are of the category OtherLetter.
    private static bool IsOfWords(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.DecimalDigitNumber;

    private sealed record Word(string Text, bool BeginsWhole, bool EndsWhole);
}
