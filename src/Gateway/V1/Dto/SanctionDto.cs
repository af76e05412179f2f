using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record SanctionDto(string User, DateTimeOffset Until, string Reason, string? By)
{
    public static SanctionDto From(SanctionView view) => new(view.User, view.Until, view.Reason, view.By);
}
