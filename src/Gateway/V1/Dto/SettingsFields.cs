using System.Collections.Immutable;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

/// <summary>A room's settings as bodies have them, the same for making and changing one.</summary>
internal sealed record SettingsFields(int? Tick, int? SlowModeSeconds, int? Budget, bool? Muted, string? WordsMode, string[]? Words)
{
    private const int MaxTick = 1_000;
    private const int MaxSlowMode = 3_600;
    private const int MaxBudget = 100_000;
    private const int MaxWords = 1_000;

    private bool IsEmpty => this is { Tick: null, SlowModeSeconds: null, Budget: null, Muted: null, WordsMode: null, Words: null };

    public string? Fault() =>
        Field.OutOfRange("tick", Tick, 0, MaxTick) ?? Field.OutOfRange("slowModeSeconds", SlowModeSeconds, 0, MaxSlowMode)
        ?? Field.OutOfRange("budget", Budget, 0, MaxBudget)
        ?? (WordsMode is null || RoomNames.TryParseWordsMode(WordsMode, out _) ? null : $"wordsMode: wanted one of {RoomNames.WordsModes}")
        ?? (Words?.Length > MaxWords ? $"words: at most {MaxWords}" : null);

    /// <summary>Null: nothing is said about settings.</summary>
    public ChangeSettings? ToCommand() => IsEmpty
        ? null
        : new ChangeSettings(Tick, SlowModeSeconds, Budget, Muted, RoomNames.TryParseWordsMode(WordsMode, out var mode) ? mode : null, Words?.ToImmutableArray());
}
