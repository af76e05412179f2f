using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.V1;

/// <summary>Scenes and statuses as the contract spells them: the enum's words in lower case.</summary>
internal static class RoomNames
{
    public const string Scenes = "live, double, multi, desk";
    public const string Statuses = "created, open, closed";
    public const string WordsModes = "refuse, mask";

    public static bool TryParseScene(string? name, out RoomScene scene) => TryParse(name, out scene);

    public static RoomScene ParseScene(string name) => TryParse(name, out RoomScene scene) ? scene : throw new ArgumentException($"no scene: {name}", nameof(name));

    public static bool TryParseStatus(string? name, out RoomStatus status) => TryParse(name, out status);

    public static bool TryParseWordsMode(string? name, out WordsMode mode) => TryParse(name, out mode);

    public static string Of(WordsMode mode) => Lower(mode);

    public static string Of(RoomScene scene) => Lower(scene);

    public static string Of(RoomStatus status) => Lower(status);

    public static string Of(StreamStatus status) => Lower(status);

    // Enum.TryParse alone would take "1" and "Live, Double" too.
    private static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out value) && Enum.IsDefined(value) && Lower(value) == name;

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
