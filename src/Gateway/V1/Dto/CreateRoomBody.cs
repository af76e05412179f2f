using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record CreateRoomBody(
    [property: Description("live, double, multi or desk.")] string? Scene,
    string? Name,
    string? Info,
    [property: Description("Address of a picture.")] string? Cover,
    [property: Description("Left out: the server makes one.")] string? Id,
    [property: Description("Any JSON object.")] JsonElement? Custom,
    [property: Description("Milliseconds that events may be gathered before they are sent, 0 to 1000; default 20.")] int? Tick,
    [property: Description("Seconds between two messages of one user, 0 (off) to 3600.")] int? SlowModeSeconds,
    [property: Description("Delivery budget: events a second, 1 to 100000; 0: the server's.")] int? Budget,
    [property: Description("Only anchors and moderators write.")] bool? Muted,
    [property: Description("What befalls a message with one of the words: refuse (default) or mask.")] string? WordsMode,
    [property: Description("Words that the room refuses or masks; at most 1000.")] string[]? Words) : IBody
{
    public string? Fault()
    {
        if (!RoomNames.TryParseScene(Scene, out _)) return $"scene: wanted one of {RoomNames.Scenes}";
        if (string.IsNullOrEmpty(Name)) return "name: missing";
        if (Id is not null && !Ids.IsValid(Id)) return Field.NoId("id");
        return RoomFields.Fault(Name, Info, Cover, Custom) ?? Settings.Fault();
    }

    public CreateRoom ToCommand() =>
        new(RoomNames.ParseScene(Scene!), Name!, Info ?? "", Cover ?? "", RoomFields.Json(Custom) ?? "{}", Settings.ToCommand());

    private SettingsFields Settings => new(Tick, SlowModeSeconds, Budget, Muted, WordsMode, Words);
}
