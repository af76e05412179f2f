using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rooms.MediaRelay.Control;

/// <summary>Who may have signed the gateway's certificate, from a PEM file, in place of the machine's own list.</summary>
internal static class PrivateAuthority
{
    /// <summary>Null: <paramref name="fault"/> says what is wrong with the file.</summary>
    public static X509ChainPolicy? TryRead(string path, out string fault)
    {
        fault = "";
        // No revocation list: a private authority seldom has one, and asking for it would need the internet.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(path);
            if (policy.CustomTrustStore.Count > 0) return policy;
            fault = "no certificate in PEM form is in it";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            fault = unreadable.Message;
        }
        return null;
    }
}
