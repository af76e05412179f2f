using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Rooms.Contracts;

namespace Rooms.Gateway.Http;

/// <summary>Makes the <see cref="IdempotencyStamp"/> of a request (rooms-v1 section 4). The app needs no mention: every grain belongs to one.</summary>
internal static class IdempotencyStamps
{
    public const string HeaderName = "Idempotency-Key";
    public const int MaxLength = 64;

    /// <summary>Null: fine, or none. Checked on every POST, also where a repeat is harmless by nature.</summary>
    public static Problem? Refuse(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(HeaderName, out var values)) return null;
        var key = values.ToString();
        return values.Count == 1 && key.Length is > 0 and <= MaxLength ? null : new Problem(ErrorCodes.BodyInvalid, $"{HeaderName}: wanted 1 to {MaxLength} characters, once");
    }

    public static IdempotencyStamp? Of(HttpContext context, byte[] body)
    {
        var request = context.Request;
        var key = request.Headers[HeaderName].ToString();
        if (key.Length == 0 || context.Features.Get<Caller>() is not { } caller) return null;
        return new IdempotencyStamp(Hash($"{caller.User}|{request.Method}|{request.Path}|{key}"), Base64Url.EncodeToString(SHA256.HashData(body)));
    }

    private static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
