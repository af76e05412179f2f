using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record MadeAppDto(AppDto App, [property: Description("Told this once.")] string Secret);
