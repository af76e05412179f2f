namespace Rooms.Gateway.V1.Dto;

/// <summary>From the first to the last day, both included.</summary>
internal sealed record UsageDto(string From, string To, UsageRowDto[] Rows);
