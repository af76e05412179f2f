using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Words;

/// <summary>An app's words, and what befalls a message with one of them.</summary>
public sealed class AppWordList
{
    public static readonly AppWordList Empty = new([], WordsMode.Refuse);

    public AppWordList(IEnumerable<string> words, WordsMode mode) => (Filter, Mode) = (new WordFilter(words), mode);

    public WordsMode Mode { get; }

    public int Count => Filter.Count;

    internal WordFilter Filter { get; }
}
