using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record FileDto(
    string FileId,
    string Name,
    [property: Description("What the bytes are, not what was declared.")] string Type,
    long Size,
    [property: Description("Opens the file for whoever has it, without a token, until `expiresAt`.")] string Url,
    DateTimeOffset ExpiresAt);
