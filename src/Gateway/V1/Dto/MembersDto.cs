using System.ComponentModel;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record MembersDto(
    MemberDto[] Members,
    [property: Description("The next page's cursor; null at the end."), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next,
    [property: Description("Members in all.")] int Total)
{
    public static MembersDto From(MemberPage page) => new([.. page.Members.Select(MemberDto.From)], page.Next, page.Total);
}
