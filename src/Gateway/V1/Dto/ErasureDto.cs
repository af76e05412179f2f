using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record ErasureDto(
    [property: Description("erased, or erasing.")] string State,
    [property: Description("Inboxes and rooms that may still hold texts.")] int Left);
