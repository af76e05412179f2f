using System.Collections.Immutable;

namespace Rooms.Contracts.Rooms;

/// <summary>
/// How a room carries what is said in it. <paramref name="TickMilliseconds"/>: how long gateways may gather events before they send.
/// <paramref name="SlowModeSeconds"/>: the time between two messages of one user; 0: off. <paramref name="MessagesPerSecond"/>: the delivery budget;
/// null: the server's. <paramref name="IsMuted"/>: only anchors and moderators write. <paramref name="WordsMode"/>: what befalls a message with one of
/// the room's words.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomSettings")]
public sealed record RoomSettings(
    [property: Id(0)] int TickMilliseconds = EventPage.DefaultTickMilliseconds,
    [property: Id(1)] int SlowModeSeconds = 0,
    [property: Id(2)] int? MessagesPerSecond = null,
    [property: Id(3)] bool IsMuted = false,
    [property: Id(4)] WordsMode WordsMode = WordsMode.Refuse)
{
    public static readonly RoomSettings Default = new();
}

/// <summary>Null leaves a setting as it is. <paramref name="MessagesPerSecond"/> 0: the server's. <paramref name="Words"/> replaces the whole list.</summary>
[GenerateSerializer, Immutable, Alias("rooms.ChangeSettings")]
public sealed record ChangeSettings(
    [property: Id(0)] int? TickMilliseconds = null,
    [property: Id(1)] int? SlowModeSeconds = null,
    [property: Id(2)] int? MessagesPerSecond = null,
    [property: Id(3)] bool? IsMuted = null,
    [property: Id(4)] WordsMode? WordsMode = null,
    [property: Id(5)] ImmutableArray<string>? Words = null);

public enum WordsMode
{
    /// <summary>The message is refused: words_refused.</summary>
    Refuse,

    /// <summary>The word's characters are replaced by asterisks.</summary>
    Mask,
}
