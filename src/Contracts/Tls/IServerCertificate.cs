using System.Net.Security;

namespace Rooms.Contracts.Tls;

/// <summary>The certificate of this process, for every port that speaks TLS. It may change between two connections.</summary>
public interface IServerCertificate
{
    /// <summary>Leaf, key and intermediates, ready for handshakes. Null: no TLS is configured.</summary>
    SslStreamCertificateContext? Current { get; }
}
