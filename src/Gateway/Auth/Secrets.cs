using System.Security.Cryptography;
using System.Text;

namespace Rooms.Gateway.Auth;

/// <summary>Compares secrets in a time that tells neither their length nor how much of them was right.</summary>
internal static class Secrets
{
    /// <summary>An empty secret matches nothing.</summary>
    public static bool Match(string given, params ReadOnlySpan<string> valid)
    {
        Span<byte> wanted = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> got = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given), got);
        var match = false;
        foreach (var secret in valid)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(secret), wanted);
            match |= CryptographicOperations.FixedTimeEquals(wanted, got) & secret.Length > 0;
        }
        return match;
    }
}
