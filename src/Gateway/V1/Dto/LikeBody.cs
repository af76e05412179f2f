using System.ComponentModel;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record LikeBody([property: Description("1 to 1000, default 1: a client sends its taps together.")] int? Count) : IBody
{
    public string? Fault() => Field.OutOfRange("count", Count, 1, 1000);
}
