namespace Rooms.Host.Tls;

/// <summary>The certificate of every port that speaks TLS: https:// addresses of <c>urls</c>, and <c>Rtmp:TlsPort</c>.</summary>
internal sealed class TlsOptions
{
    public const string Section = "Tls";

    /// <summary>A PEM file: the certificate, then the intermediates up to a root that clients know. Looked at once a second for a change. Empty: no TLS.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file: the certificate's private key, not encrypted. Followed as the certificate is.</summary>
    public string Key { get; set; } = "";

    public bool IsConfigured => Certificate.Length > 0 || Key.Length > 0;
}
