using System.ComponentModel;
using Rooms.Contracts.Pushes;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushViewDto(
    string Id,
    [property: Description("scheduled, delivered, expired or cancelled.")] string State,
    DateTimeOffset At,
    int Targets,
    int Accepted,
    [property: Description("At most 100.")] PushFailureDto[] Failed)
{
    public static PushViewDto From(PushView push) =>
        new(push.Id, push.State.ToString().ToLowerInvariant(), push.At, push.Targets, push.Accepted, [.. push.Failed.Select(PushFailureDto.From)]);
}
