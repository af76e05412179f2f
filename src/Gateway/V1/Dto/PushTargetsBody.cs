using System.Collections.Immutable;
using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushTargetsBody(
    [property: Description("In their inboxes.")] string[]? Users,
    [property: Description("As a message of the room.")] string[]? Rooms,
    [property: Description("Ids of connections, as `welcome` and `GET /v1/connections` tell them: whoever is there now, by any protocol.")] string[]? Connections,
    [property: Description("Every connection that has one of them.")] string[]? Labels,
    [property: Description("Every connection of the app.")] bool? All)
{
    private const int MaxLabel = 64;

    /// <summary>Null: no connections are asked for.</summary>
    public LiveTargets? ToLive() =>
        All == true || Connections?.Length > 0 || Labels?.Length > 0 ? new LiveTargets(All == true, Distinct(Connections), Distinct(Labels)) : null;

    public static ImmutableArray<string> Distinct(string[]? ids) => [.. (ids ?? []).Distinct(StringComparer.Ordinal)];

    public string? Fault()
    {
        var count = (Users?.Length ?? 0) + (Rooms?.Length ?? 0) + (Connections?.Length ?? 0) + (Labels?.Length ?? 0) + (All == true ? 1 : 0);
        if (count is < 1 or > PushOrder.MaxTargets) return $"to: wanted 1 to {PushOrder.MaxTargets} users, rooms, connections and labels, or all";
        if (Connections?.All(id => id is { Length: > 0 and <= MaxLabel }) == false) return $"to.connections: wanted 1 to {MaxLabel} characters each";
        if (Labels?.All(label => label is { Length: > 0 and <= MaxLabel }) == false) return $"to.labels: wanted 1 to {MaxLabel} characters each";
        if (Users?.All(Ids.IsValid) == false) return Field.NoId("to.users");
        return Rooms?.All(Ids.IsValid) == false ? Field.NoId("to.rooms") : null;
    }
}
