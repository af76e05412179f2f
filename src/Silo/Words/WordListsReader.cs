using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rooms.Configuration;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Words;

namespace Rooms.Silo.Words;

/// <summary>Reads <see cref="WordListsOptions"/> out of the apps' configuration.</summary>
internal sealed class WordListsReader(IConfiguration configuration) : IConfigureOptions<WordListsOptions>
{
    public void Configure(WordListsOptions options)
    {
        foreach (var app in configuration.GetSection("Apps").GetChildren())
        {
            var wish = new Wish();
            SectionReader.Read(configuration, app.Path, wish, []);
            IEnumerable<string> words = wish.WordsFile.Length > 0 ? wish.Words.Concat(ListFile.Read(wish.WordsFile)) : wish.Words;
            var list = new AppWordList(words, wish.WordsMode);
            if (list.Count > 0) options.Lists[app.Key] = list;
        }
    }

    /// <summary>Three keys of the gateway's AppOptions, with the same defaults.</summary>
    private sealed class Wish
    {
        public string[] Words { get; set; } = [];

        public string WordsFile { get; set; } = "";

        public WordsMode WordsMode { get; set; }
    }
}
