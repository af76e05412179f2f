using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

/// <summary>What is left out stays as it is.</summary>
internal sealed record UpdateRoomBody(
    string? Name,
    string? Info,
    string? Cover,
    [property: Description("Replaces the whole object.")] JsonElement? Custom,
    [property: Description("Milliseconds that events may be gathered before they are sent, 0 to 1000; default 20.")] int? Tick,
    [property: Description("Seconds between two messages of one user, 0 (off) to 3600.")] int? SlowModeSeconds,
    [property: Description("Delivery budget: events a second, 1 to 100000; 0: the server's.")] int? Budget,
    [property: Description("Only anchors and moderators write.")] bool? Muted,
    [property: Description("What befalls a message with one of the words: refuse (default) or mask.")] string? WordsMode,
    [property: Description("Replaces the whole list; at most 1000.")] string[]? Words) : IBody
{
    public string? Fault() => Name is "" ? "name: must not be empty" : RoomFields.Fault(Name, Info, Cover, Custom) ?? Settings.Fault();

    public UpdateRoom ToCommand() => new(Name, Info, Cover, RoomFields.Json(Custom), Settings.ToCommand());

    private SettingsFields Settings => new(Tick, SlowModeSeconds, Budget, Muted, WordsMode, Words);
}
