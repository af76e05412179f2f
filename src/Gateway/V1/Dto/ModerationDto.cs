using System.ComponentModel;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record ModerationDto(
    string[] Moderators,
    [property: Description("At most 500, those that last longest first.")] SanctionDto[] Mutes,
    [property: Description("At most 500, those that last longest first.")] SanctionDto[] Bans)
{
    public static ModerationDto From(ModerationView view) =>
        new([.. view.Moderators], [.. view.Mutes.Select(SanctionDto.From)], [.. view.Bans.Select(SanctionDto.From)]);
}
