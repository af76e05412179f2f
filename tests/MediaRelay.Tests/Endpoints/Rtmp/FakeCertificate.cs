using System.Net.Security;
using Rooms.Contracts.Tls;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>Certificates of a test's own authority.</summary>
internal sealed class FakeCertificate : IServerCertificate
{
    public FakeCertificate() => Renew("first");

    public TestAuthority Authority { get; } = new();

    public SslStreamCertificateContext? Current { get; private set; }

    public void Renew(string name) => Current = Authority.IssueContext(name);
}
