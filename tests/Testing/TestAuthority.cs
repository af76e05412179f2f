using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rooms.Testing;

/// <summary>A private certificate authority: a root, and an intermediate that signs the servers' certificates.</summary>
public sealed class TestAuthority
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly X509Certificate2 root;
    private readonly X509Certificate2 intermediate;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        root = Request("CN=Test root", key, isAuthority: true).CreateSelfSigned(DateTimeOffset.UtcNow - Life, DateTimeOffset.UtcNow + Life);
        intermediate = Sign("CN=Test intermediate", root, isAuthority: true);
    }

    /// <summary>What a client trusts.</summary>
    public string RootPem => root.ExportCertificatePem();

    /// <summary>PEM of a certificate for this machine's own addresses with its intermediate, and of its key. Valid for a day, or until <paramref name="end"/>.</summary>
    public (string Certificate, string Key) Issue(string name, DateTimeOffset? end = null)
    {
        using var leaf = Sign($"CN={name}", intermediate, isAuthority: false, end);
        using var key = leaf.GetECDsaPrivateKey()!;
        return ($"{leaf.ExportCertificatePem()}\n{intermediate.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>As <see cref="Issue"/>, ready for a handshake.</summary>
    public SslStreamCertificateContext IssueContext(string name)
    {
        var leaf = Sign($"CN={name}", intermediate, isAuthority: false);
        return SslStreamCertificateContext.Create(leaf, [intermediate], offline: true);
    }

    /// <summary>Trust in this authority and no other.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        return policy;
    }

    private static X509Certificate2 Sign(string name, X509Certificate2 issuer, bool isAuthority, DateTimeOffset? end = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serial = RandomNumberGenerator.GetBytes(8);
        using var signed = Request(name, key, isAuthority).Create(issuer, issuer.NotBefore, end ?? issuer.NotAfter, serial);
        return signed.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (isAuthority) return request;
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
