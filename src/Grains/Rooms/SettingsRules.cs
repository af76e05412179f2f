using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>A room's settings: what they may be, and who may change them.</summary>
internal static class SettingsRules
{
    public static string? FaultIn(ChangeSettings change)
    {
        if (change.TickMilliseconds is < 0 or > RoomLimits.TickMilliseconds) return $"tick: 0-{RoomLimits.TickMilliseconds}";
        if (change.SlowModeSeconds is < 0 or > RoomLimits.SlowModeSeconds) return $"slowModeSeconds: 0-{RoomLimits.SlowModeSeconds}";
        if (change.MessagesPerSecond is < 0 or > RoomLimits.MessagesPerSecond) return $"budget: 0-{RoomLimits.MessagesPerSecond}";
        return change.Words is { } words ? FaultIn(words) : null;
    }

    public static RoomSettings Merge(RoomSettings settings, ChangeSettings change) => settings with
    {
        TickMilliseconds = change.TickMilliseconds ?? settings.TickMilliseconds,
        SlowModeSeconds = change.SlowModeSeconds ?? settings.SlowModeSeconds,
        MessagesPerSecond = change.MessagesPerSecond switch { null => settings.MessagesPerSecond, 0 => null, var budget => budget },
        IsMuted = change.IsMuted ?? settings.IsMuted,
        WordsMode = change.WordsMode ?? settings.WordsMode,
    };

    /// <summary>What the room shows of itself is its creator's; how it is carried is its moderators' too.</summary>
    public static bool MayChange(RoomState state, Caller caller, UpdateRoom command) =>
        RoomRules.Moderates(state, caller)
        || (command is { Name: null, Info: null, Cover: null, Custom: null, Settings: not null } && RightsRules.MayModerate(state, caller));

    private static string? FaultIn(ImmutableArray<string> words)
    {
        if (words.Length > RoomLimits.Words) return $"words: at most {RoomLimits.Words}";
        return words.Any(word => string.IsNullOrWhiteSpace(word) || word.Length > RoomLimits.Word) ? $"words: each 1-{RoomLimits.Word} characters" : null;
    }
}
