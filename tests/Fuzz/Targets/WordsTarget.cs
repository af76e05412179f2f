using System.Text;
using Rooms.Grains.Words;

namespace Rooms.Fuzz.Targets;

/// <summary>A word list with commas between, a bar, and a text that the list is looked for in. What is found is masked, and only that.</summary>
internal static class WordsTarget
{
    /// <summary>Some hundred bytes a character of the list, which is compiled once in its life.</summary>
    public const long AllocationLimit = 1024 * 1024;

    // Compiling is what costs; longer lists have nothing that these have not.
    private const int MaxLength = 200;

    public static readonly Plant[] Plants =
    [
        new("width and case make a difference", FindingKind.Exception, (input, trace) => Compare(input, trace, text => text)),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Compare(input, trace, text => FoldedText.Of(text).ToString());

    private static void Compare(ReadOnlySpan<byte> input, Trace trace, Func<string, string> fold)
    {
        var parts = Encoding.UTF8.GetString(input[..Math.Min(MaxLength, input.Length)]).Split('|', 2);
        var words = parts[0].Split(',');
        var text = parts[^1];
        var filter = new WordFilter(words.Select(word => $"*{word}*"));
        var isFound = filter.Finds(text);
        var masked = filter.Mask(text);
        trace.Step(isFound ? 1 : 0);
        trace.Note(masked.Length);
        trace.Note(filter.Count);

        if (isFound != (masked != text)) throw new InvalidOperationException("Found and not masked, or masked and not found.");
        if (isFound != words.Any(word => Contains(fold(text), fold(word)))) throw new InvalidOperationException("The automaton and a plain search differ.");
    }

    private static bool Contains(string text, string word)
    {
        var wanted = word.Trim().Trim('*').Trim();
        return wanted.Length > 0 && text.Contains(wanted, StringComparison.Ordinal);
    }
}
