using System.Collections.Immutable;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Words;

namespace Rooms.Grains.Rooms;

/// <summary>
/// The word filters of a room: its app's, which binds everybody but the app itself (admin, backend), and its own, which does not bind who moderates or is
/// on air. The room's list is compiled when it changes. Belongs to the grain's turns.
/// </summary>
internal sealed class MessageWords(IAppWords apps, string app)
{
    private ImmutableArray<string> compiled = [];
    private WordFilter own = WordFilter.Empty;

    public Outcome<SendMessage> Apply(RoomState state, Caller caller, SendMessage message)
    {
        var lists = ListsFor(state, caller);
        return lists.Count == 0 ? message : WordRules.Apply(message, lists);
    }

    /// <summary>Whether one of the texts has a word of the lists, which cannot be masked there.</summary>
    public bool Finds(RoomState state, Caller caller, params ReadOnlySpan<string?> texts)
    {
        foreach (var (filter, _) in ListsFor(state, caller))
            foreach (var text in texts)
                if (text is not null && filter.Finds(text)) return true;
        return false;
    }

    private List<(WordFilter Filter, WordsMode Mode)> ListsFor(RoomState state, Caller caller)
    {
        var lists = new List<(WordFilter, WordsMode)>(2);
        if (!caller.Has(Roles.Admin | Roles.Backend) && apps.Of(app) is { Count: > 0 } ofApp) lists.Add((ofApp.Filter, ofApp.Mode));
        if (state.Words.Length > 0 && !RightsRules.IsAlwaysHeard(state, caller)) lists.Add((Own(state.Words), state.Settings.WordsMode));
        return lists;
    }

    private WordFilter Own(ImmutableArray<string> words)
    {
        // The same array, not an equal one: states share it until the list is set anew.
        if (compiled == words) return own;
        (compiled, own) = (words, new WordFilter(words));
        return own;
    }
}
