namespace Rooms.Gateway.V1.Dto;

internal sealed record StreamGrantDto(string StreamId, PushDto Push, PlayDto Play, DateTimeOffset ExpiresAt);
