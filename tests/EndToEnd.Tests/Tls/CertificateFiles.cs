using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>A server's certificate and key as files, signed by <see cref="RunningHost.Authority"/>, and that authority's root.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public CertificateFiles()
    {
        File.WriteAllText(Root, RunningHost.Authority.RootPem);
        Renew("first");
    }

    public string Certificate => Path.Combine(directory.Path, "server.pem");

    public string Key => Path.Combine(directory.Path, "server.key");

    public string Root => Path.Combine(directory.Path, "root.pem");

    /// <summary>The server's arguments: HTTPS on a free port.</summary>
    public string[] Arguments => ["--urls", "https://127.0.0.1:0", "--Tls:Certificate", Certificate, "--Tls:Key", Key];

    /// <summary>Replaces both files, one after the other as an operator does.</summary>
    public void Renew(string name, DateTimeOffset? end = null)
    {
        var (certificate, key) = RunningHost.Authority.Issue(name, end);
        File.WriteAllText(Certificate, certificate);
        File.WriteAllText(Key, key);
    }

    public void Dispose() => directory.Delete();
}
