using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rooms.Contracts.Urls;

public enum UrlAction
{
    Push,
    Play,

    /// <summary>Reads one file; the subject is <c>app/room/file</c>.</summary>
    File,
}

public enum UrlTokenVerdict
{
    Valid,
    Invalid,
    Expired,
}

/// <summary>
/// The access token of push and play URLs (rooms-v1 section 3) and of links to files: <c>exp.mac</c>, exp = unix seconds in lower-case hex, mac = base64url of the first
/// 16 bytes of HMAC-SHA256(key, <c>action|streamId|exp</c>). One form for every protocol; other keys for push than for play.
/// </summary>
public static class UrlToken
{
    private const int MacBytes = 16;

    // 16 hex digits, a dot, 22 base64url characters.
    private const int MaxLength = 16 + 1 + 22;

    public static string Mint(UrlAction action, string streamId, DateTimeOffset expiresAt, string key)
    {
        var expiry = expiresAt.ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(action, streamId, expiry, key, mac);
        return $"{expiry}.{Base64Url.EncodeToString(mac[..MacBytes])}";
    }

    /// <summary>Any of <paramref name="keys"/> may have signed it; the comparison takes constant time. An expired token must be genuine to be told so.</summary>
    public static UrlTokenVerdict Check(string? token, UrlAction action, string streamId, DateTimeOffset now, IReadOnlyList<string> keys)
    {
        if (token is null || token.Length > MaxLength) return UrlTokenVerdict.Invalid;
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot is < 1 or > 16) return UrlTokenVerdict.Invalid;
        var expiry = token[..dot];
        if (!long.TryParse(expiry, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds) || seconds < 0) return UrlTokenVerdict.Invalid;
        Span<byte> given = stackalloc byte[MacBytes + 2];
        // Not TryDecodeFromChars: it throws on characters that are none of base64url.
        var decoded = Base64Url.DecodeFromChars(token.AsSpan(dot + 1), given, out _, out var written);
        if (decoded != OperationStatus.Done || written != MacBytes) return UrlTokenVerdict.Invalid;
        if (!IsGenuine(action, streamId, expiry, given[..MacBytes], keys)) return UrlTokenVerdict.Invalid;
        return seconds > now.ToUnixTimeSeconds() ? UrlTokenVerdict.Valid : UrlTokenVerdict.Expired;
    }

    private static bool IsGenuine(UrlAction action, string streamId, string expiry, ReadOnlySpan<byte> given, IReadOnlyList<string> keys)
    {
        var genuine = false;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var i = 0; i < keys.Count; i++)
        {
            Mac(action, streamId, expiry, keys[i], mac);
            genuine |= CryptographicOperations.FixedTimeEquals(mac[..MacBytes], given);
        }
        return genuine;
    }

    private static void Mac(UrlAction action, string streamId, string expiry, string key, Span<byte> mac)
    {
        var text = $"{NameOf(action)}|{streamId}|{expiry}";
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text), mac);
    }

    private static string NameOf(UrlAction action) => action switch
    {
        UrlAction.Push => "push",
        UrlAction.Play => "play",
        _ => "file",
    };
}
