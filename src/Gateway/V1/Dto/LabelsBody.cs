using System.ComponentModel;
using Rooms.Gateway.Http;
using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.V1.Dto;

internal sealed record LabelsBody([property: Description("In place of those that it has; at most 16 of 64 characters.")] string[]? Labels) : IBody
{
    private const int MaxLabel = 64;

    public string? Fault()
    {
        if (Labels is not { Length: <= FrameLimits.Labels }) return $"labels: wanted at most {FrameLimits.Labels}";
        return Labels.All(label => label is { Length: > 0 and <= MaxLabel }) ? null : $"labels: wanted 1 to {MaxLabel} characters each";
    }
}
