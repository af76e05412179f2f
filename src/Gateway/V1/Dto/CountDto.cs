namespace Rooms.Gateway.V1.Dto;

/// <summary>How many were changed.</summary>
internal sealed record CountDto(long Count);
