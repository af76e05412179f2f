using System.Text;
using System.Text.Json;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

/// <summary>Limits of a room's fields, the same for making and changing one.</summary>
internal static class RoomFields
{
    private const int MaxName = 200;
    private const int MaxInfo = 4000;

    // The longest address that common browsers and proxies agree on.
    private const int MaxCover = 2048;

    // A room list of 100 rooms stays below 2 MB.
    private const int MaxCustomBytes = 16 * 1024;

    public static string? Fault(string? name, string? info, string? cover, JsonElement? custom) =>
        Field.TooLong("name", name, MaxName) ?? Field.TooLong("info", info, MaxInfo) ?? Field.TooLong("cover", cover, MaxCover) ?? FaultOfCustom(custom);

    /// <summary>As text, without the white space around it.</summary>
    public static string? Json(JsonElement? value) => IsGiven(value) ? value!.Value.GetRawText() : null;

    private static string? FaultOfCustom(JsonElement? custom)
    {
        if (!IsGiven(custom)) return null;
        if (custom!.Value.ValueKind != JsonValueKind.Object) return "custom: must be a JSON object";
        return Encoding.UTF8.GetByteCount(custom.Value.GetRawText()) > MaxCustomBytes ? $"custom: at most {MaxCustomBytes} bytes" : null;
    }

    private static bool IsGiven(JsonElement? value) => value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };
}
