using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rooms.Host.Tls;

/// <summary>From PEM text to what a handshake needs.</summary>
internal static class CertificateLoading
{
    /// <summary>Null: <paramref name="fault"/> names the key of the configuration and what is wrong with its file.</summary>
    public static SslStreamCertificateContext? TryLoad(PemFiles files, TlsOptions options, out string fault)
    {
        fault = files.Fault ?? "";
        if (files.Fault is not null) return null;
        if (TryReadChain(files.Certificate) is not { Count: > 0 } chain)
        {
            fault = $"Tls:Certificate = '{options.Certificate}': no certificate in PEM form (-----BEGIN CERTIFICATE-----) is in it";
            return null;
        }
        if (TryJoin(files) is not { } leaf)
        {
            fault = $"Tls:Key = '{options.Key}': not the private key of the first certificate in '{options.Certificate}', or encrypted, or no PEM";
            return null;
        }
        // Offline: no request to the issuer (OCSP, missing intermediates) decides whether the server starts.
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    private static X509Certificate2Collection? TryReadChain(string pem)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            return chain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static X509Certificate2? TryJoin(PemFiles files)
    {
        try
        {
            return X509Certificate2.CreateFromPem(files.Certificate, files.Key);
        }
        catch (Exception mismatch) when (mismatch is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
