using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Rooms.Contracts;

namespace Rooms.Gateway.Registry;

/// <summary>
/// An API key as its owner holds it: <c>rk_ID.SECRET</c>. The id finds it; of the 256-bit secret only the SHA-256 is stored, which needs no salt:
/// nobody tries 2^256.
/// </summary>
internal readonly record struct ApiKeyText(string Id, string Secret)
{
    public const string Prefix = "rk_";

    private const int IdBytes = 9;
    private const int SecretBytes = 32;

    public static string NewId() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>A stamped command makes the same secret when it is repeated: its answer must be the first one's, and the secret is not kept.</summary>
    public static string NewSecret(string sealKey, Caller caller, IdempotencyStamp? stamp)
    {
        if (stamp is null) return NewSecret();
        var text = Encoding.UTF8.GetBytes($"api key|{caller.App}|{stamp.Key}|{stamp.BodyHash}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(sealKey), text));
    }

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool TryRead(string text, out ApiKeyText key)
    {
        key = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || dot < 0) return false;
        key = new ApiKeyText(text[..dot], text[(dot + 1)..]);
        return Ids.IsValid(key.Id) && key.Secret.Length == Base64Url.GetEncodedLength(SecretBytes);
    }

    public override string ToString() => $"{Id}.{Secret}";
}
