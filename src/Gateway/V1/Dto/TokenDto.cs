namespace Rooms.Gateway.V1.Dto;

internal sealed record TokenDto(string Token, DateTimeOffset ExpiresAt);
