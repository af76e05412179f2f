using System.ComponentModel;
using Rooms.Contracts.Pushes;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushFailureDto([property: Description("user/ID or room/ID.")] string Target, string Code, string Detail)
{
    public static PushFailureDto From(PushFailure failure) => new(failure.Target, failure.Code, failure.Detail);
}
