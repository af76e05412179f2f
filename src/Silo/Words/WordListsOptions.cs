using Rooms.Configuration;
using Rooms.Grains.Words;

namespace Rooms.Silo.Words;

/// <summary>The apps' word lists, by app: <c>Apps:NAME:Words</c> and <c>WordsFile</c>. The gateway has the checks.</summary>
[Reloadable]
internal sealed class WordListsOptions
{
    public Dictionary<string, AppWordList> Lists { get; } = new(StringComparer.Ordinal);
}
