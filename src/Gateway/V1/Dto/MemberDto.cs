using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record MemberDto(string User, string Role, DateTimeOffset JoinedAt)
{
    public static MemberDto From(MemberView member) => new(member.User, member.Role, member.JoinedAt);
}
