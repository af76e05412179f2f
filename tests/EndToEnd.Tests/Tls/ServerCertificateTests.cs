using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Host.Tls;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Tls;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly CertificateFiles files = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly ListLogger<ServerCertificate> log = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Open_PairWithIntermediate_HasBoth()
    {
        var certificate = Open();

        Assert.Equal("CN=first", Subject(certificate));
        Assert.Single(certificate.Current!.IntermediateCertificates);
    }

    [Fact]
    public void Look_NewPair_IsTakenOnceItIsSettled()
    {
        var certificate = Open();
        files.Renew("second");

        certificate.Look();
        var atFirstLook = Subject(certificate);
        certificate.Look();

        Assert.Equal(("CN=first", "CN=second"), (atFirstLook, Subject(certificate)));
        Assert.Contains("CN=second", Assert.Single(log.Lines).Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_NothingNew_KeepsTheObjectAndSaysNothing()
    {
        var certificate = Open();
        var before = certificate.Current;

        for (var i = 0; i < 5; i++) certificate.Look();

        Assert.Same(before, certificate.Current);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public void Look_KeyOfAnother_KeepsTheOldAndWarnsOnce()
    {
        var certificate = Open();
        File.WriteAllText(files.Key, RunningHost.Authority.Issue("other").Key);

        for (var i = 0; i < 5; i++) certificate.Look();

        Assert.Equal("CN=first", Subject(certificate));
        var (level, line) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("Tls:Key", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_FilesGoneThenBack_KeepsTheOldThenTakesTheNew()
    {
        var certificate = Open();
        File.Delete(files.Certificate);
        certificate.Look();
        certificate.Look();
        var whileGone = Subject(certificate);

        files.Renew("second");
        certificate.Look();
        certificate.Look();

        Assert.Equal(("CN=first", "CN=second"), (whileGone, Subject(certificate)));
        Assert.Equal([LogLevel.Warning, LogLevel.Information], log.Lines.Select(line => line.Level));
    }

    // How a mounted secret changes: the file is a link, what it points to is another.
    [Fact]
    public void Look_LinkPointsElsewhere_IsSeen()
    {
        using var other = new CertificateFiles();
        other.Renew("second");
        var certificate = Open();

        File.Delete(files.Certificate);
        File.Delete(files.Key);
        File.CreateSymbolicLink(files.Certificate, other.Certificate);
        File.CreateSymbolicLink(files.Key, other.Key);
        certificate.Look();
        certificate.Look();

        Assert.Equal("CN=second", Subject(certificate));
    }

    [Fact]
    public void Open_Expired_IsServedWithAWarning()
    {
        files.Renew("old", clock.GetUtcNow() - TimeSpan.FromHours(1));
        var certificate = Open();

        certificate.TellInUse();
        certificate.Look();

        Assert.Equal("CN=old", Subject(certificate));
        Assert.Equal([LogLevel.Information, LogLevel.Warning], log.Lines.Select(line => line.Level));
        Assert.Contains($"Tls:Certificate = '{files.Certificate}'", log.Lines[1].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ExpiresWhileInUse_WarnsOnce()
    {
        var certificate = Open();
        certificate.Look();
        var before = log.Lines.Count;

        clock.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 5; i++) certificate.Look();

        Assert.Equal(0, before);
        Assert.Equal(LogLevel.Warning, Assert.Single(log.Lines).Level);
    }

    [Fact]
    public void Look_NewPairIsExpired_KeepsTheOldAndWarnsOnce()
    {
        var certificate = Open();
        files.Renew("late", clock.GetUtcNow() - TimeSpan.FromHours(1));

        for (var i = 0; i < 5; i++) certificate.Look();

        Assert.Equal("CN=first", Subject(certificate));
        var (level, line) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("it expired at", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Unset_HasNone()
    {
        var certificate = new ServerCertificate(Options.Create(new TlsOptions()), clock, log);

        certificate.Look();

        Assert.Null(certificate.Current);
    }

    private ServerCertificate Open() => new(Options.Create(new TlsOptions { Certificate = files.Certificate, Key = files.Key }), clock, log);

    private static string? Subject(ServerCertificate certificate) => certificate.Current?.TargetCertificate.Subject;
}
