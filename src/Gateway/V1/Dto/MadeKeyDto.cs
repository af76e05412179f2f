using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record MadeKeyDto(KeyDto Key, [property: Description("Told this once. Send it as `Authorization: Bearer SECRET`.")] string Secret);
