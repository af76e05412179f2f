using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rooms.Gateway.Auth;

/// <summary>
/// Text that leaves this process and must come back unread and unchanged: AES-256-GCM under a key that is derived from a secret for one purpose.
/// base64url of nonce, ciphertext and tag.
/// </summary>
internal static class SealedText
{
    /// <summary>Cookies are 4 kB at most; nothing of ours is near it.</summary>
    public const int MaxLength = 4 * 1024;

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static string Seal(string text, string secret, string purpose)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Key(secret, purpose), TagBytes);
        aes.Encrypt(bytes.AsSpan(0, NonceBytes), plain, bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False: sealed by somebody else, for something else, or with another secret.</summary>
    public static bool TryOpen(string sealedText, string secret, string purpose, out string text)
    {
        text = "";
        if (secret.Length == 0 || sealedText.Length > MaxLength || !Base64Url.IsValid(sealedText)) return false;
        var bytes = Base64Url.DecodeFromChars(sealedText);
        if (bytes.Length < NonceBytes + TagBytes) return false;
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Key(secret, purpose), TagBytes);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            // A stranger's bytes.
            return false;
        }
        text = Encoding.UTF8.GetString(plain);
        return true;
    }

    private static byte[] Key(string secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: Encoding.UTF8.GetBytes($"rooms {purpose}"));
}
