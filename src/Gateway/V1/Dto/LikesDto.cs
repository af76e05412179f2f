namespace Rooms.Gateway.V1.Dto;

internal sealed record LikesDto(long Likes);
