using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record MessagePreviewDto(string Id, string From, string Type, [property: Description("At most 100 characters.")] string? Text);
