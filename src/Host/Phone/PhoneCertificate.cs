using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rooms.Host.Phone;

/// <summary>
/// A certificate that this machine signs itself, in the data directory. It is kept while it fits the address, so that a phone that was told to
/// accept it need not be told again.
/// </summary>
internal sealed class PhoneCertificate(string directory, TimeProvider time)
{
    // Browsers refuse server certificates that are valid for longer than 398 days.
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    private static readonly TimeSpan Reserve = TimeSpan.FromDays(7);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string CertificateFile => Path.Combine(directory, "phone.pem");

    public string KeyFile => Path.Combine(directory, "phone.key");

    public void MakeUnlessFit(IPAddress address)
    {
        if (IsFit(address)) return;
        Directory.CreateDirectory(directory);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(address, key);
        // The key first: a crash between the two leaves a pair that does not match, which is not fit.
        Write(KeyFile, key.ExportPkcs8PrivateKeyPem());
        Write(CertificateFile, certificate.ExportCertificatePem());
    }

    private bool IsFit(IPAddress address)
    {
        if (!File.Exists(CertificateFile) || !File.Exists(KeyFile)) return false;
        try
        {
            using var kept = X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
            return kept.MatchesHostname(address.ToString()) && kept.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime + Reserve;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private X509Certificate2 Sign(IPAddress address, ECDsa key)
    {
        var request = new CertificateRequest($"CN=Rooms at {address}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        // A phone's clock may be a little behind.
        var from = time.GetUtcNow() - TimeSpan.FromHours(1);
        return request.CreateSelfSigned(from, from + Life);
    }

    private static void Write(string path, string text)
    {
        File.Delete(path);
        using var file = new StreamWriter(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        file.Write(text);
    }
}
