using System.ComponentModel;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record RotateBody([property: Description("How long the secret before stays valid: 0 to 604800, a week. Default: 86400, a day.")] int? GraceSeconds) : IBody
{
    // A day: time to roll a new secret out without a night shift.
    private const int DefaultSeconds = 86_400;
    private const int MaxSeconds = 604_800;

    public TimeSpan Grace => TimeSpan.FromSeconds(GraceSeconds ?? DefaultSeconds);

    public string? Fault() => Field.OutOfRange("graceSeconds", GraceSeconds, 0, MaxSeconds);
}
