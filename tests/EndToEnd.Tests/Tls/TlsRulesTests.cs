using Microsoft.Extensions.Configuration;
using Rooms.Host.Tls;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>Every fault is one line that names the key.</summary>
public sealed class TlsRulesTests : IDisposable
{
    private readonly CertificateFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Validate_GoodPair_IsFine() => Assert.Empty(Faults(files.Certificate, files.Key));

    [Fact]
    public void Validate_NothingSet_IsFine() => Assert.Empty(Faults("", ""));

    [Fact]
    public void Validate_OneOfTwo_NamesTheOther()
    {
        Assert.StartsWith("Tls:Key is not set", Assert.Single(Faults(files.Certificate, "")), StringComparison.Ordinal);
        Assert.StartsWith("Tls:Certificate is not set", Assert.Single(Faults("", files.Key)), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MissingFile_NamesKeyAndFile()
    {
        var fault = Assert.Single(Faults("/nowhere/server.pem", files.Key));

        Assert.Equal("Tls:Certificate = '/nowhere/server.pem': there is no such file", fault);
    }

    [Fact]
    public void Validate_FileCannotBeRead_NamesKeyAndFile()
    {
        var directory = Path.GetDirectoryName(files.Key)!;

        Assert.Equal($"Tls:Key = '{directory}': wanted a PEM file, this is a directory", Assert.Single(Faults(files.Certificate, directory)));
    }

    [Fact]
    public void Validate_KeyOfAnother_NamesBothFiles()
    {
        File.WriteAllText(files.Key, RunningHost.Authority.Issue("other").Key);

        var fault = Assert.Single(Faults(files.Certificate, files.Key));

        Assert.StartsWith($"Tls:Key = '{files.Key}'", fault, StringComparison.Ordinal);
        Assert.Contains(files.Certificate, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void SecureDefault_AddressThatNobodyChose_BecomesHttps()
    {
        Assert.Equal("https://127.0.0.1:8080", Secured("http://127.0.0.1:8080"));
        Assert.Equal("http://127.0.0.1:9000", Secured("http://127.0.0.1:9000"));
        Assert.Equal("http://127.0.0.1:8080;https://127.0.0.1:8443", Secured("http://127.0.0.1:8080;https://127.0.0.1:8443"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Validate_NoCertificateInTheFile_SaysSo(string text)
    {
        File.WriteAllText(files.Certificate, text);

        Assert.StartsWith("Tls:Certificate = ", Assert.Single(Faults(files.Certificate, files.Key)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void Validate_NoKeyInTheFile_SaysSo(string text)
    {
        File.WriteAllText(files.Key, text);

        Assert.StartsWith("Tls:Key = ", Assert.Single(Faults(files.Certificate, files.Key)), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_FilesSwapped_NamesTheCertificate() =>
        Assert.StartsWith("Tls:Certificate = ", Assert.Single(Faults(files.Key, files.Certificate)), StringComparison.Ordinal);

    [Fact]
    public void Validate_PortsThatWantACertificate_AreListedEach()
    {
        var faults = Faults("", "", ("urls", "http://127.0.0.1:1;https://127.0.0.1:2"), ("Rtmp:TlsPort", "1936"));

        Assert.Equal(2, faults.Length);
        Assert.StartsWith("urls = 'https://127.0.0.1:2'", faults[0], StringComparison.Ordinal);
        Assert.StartsWith("Rtmp:TlsPort = '1936'", faults[1], StringComparison.Ordinal);
    }

    // A reload asks about the changed files, not about what is in use.
    [Fact]
    public void Check_ChangedConfiguration_IsTheOneLookedAt()
    {
        var inUse = Configuration(("urls", "https://127.0.0.1:2"));
        List<string> faults = [];

        new TlsRules(inUse).Check(Configuration(("Tls:Certificate", "/nowhere/server.pem"), ("Tls:Key", files.Key)), faults);
        new TlsRules(inUse).Check(Configuration(("Rtmp:TlsPort", "1936")), faults);
        new TlsRules(inUse).Check(Configuration(("Tls:Certificate", files.Certificate), ("Tls:Key", files.Key), ("urls", "https://127.0.0.1:2")), faults);

        Assert.Equal(2, faults.Count);
        Assert.Equal("Tls:Certificate = '/nowhere/server.pem': there is no such file", faults[0]);
        Assert.StartsWith("Rtmp:TlsPort = '1936'", faults[1], StringComparison.Ordinal);
    }

    private static string? Secured(string urls)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("urls", (string?)urls)]).Build();
        ServedAddresses.SecureDefault(configuration);
        return configuration["urls"];
    }

    private static string[] Faults(string certificate, string key, params (string Key, string Value)[] settings)
    {
        var result = new TlsRules(Configuration(settings)).Validate(null, new TlsOptions { Certificate = certificate, Key = key });
        return [.. result.Failures ?? []];
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
}
