using System.ComponentModel;
using Rooms.Contracts.Pushes;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushViewDto(
    string Id,
    [property: Description("scheduled, delivered, expired or cancelled.")] string State,
    DateTimeOffset At,
    [property: Description("Users and rooms.")] int Targets,
    int Accepted,
    [property: Description("At most 100.")] PushFailureDto[] Failed,
    [property: Description("Connections that were sent it; absent before it is out, and where none was asked for.")] int? Connections)
{
    public static PushViewDto From(PushView push) =>
        new(push.Id, push.State.ToString().ToLowerInvariant(), push.At, push.Targets, push.Accepted, [.. push.Failed.Select(PushFailureDto.From)], push.Connections);
}
