using Microsoft.Extensions.Options;
using Rooms.Grains.Words;

namespace Rooms.Silo.Words;

/// <summary>Answers out of the configuration, as it is now. Any thread.</summary>
internal sealed class ConfiguredWords(IOptionsMonitor<WordListsOptions> options) : IAppWords
{
    public AppWordList Of(string app) => options.CurrentValue.Lists.GetValueOrDefault(app) ?? AppWordList.Empty;
}
