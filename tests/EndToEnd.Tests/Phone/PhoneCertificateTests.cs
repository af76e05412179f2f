using System.Net;
using System.Security.Cryptography.X509Certificates;
using Rooms.Host.Phone;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Phone;

public sealed class PhoneCertificateTests : IDisposable
{
    private static readonly IPAddress Home = IPAddress.Parse("192.168.1.20");

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider clock = new();

    public void Dispose() => directory.Delete();

    [Theory]
    [InlineData("192.168.1.20")]
    [InlineData("fd00::20")]
    public void Make_DirectoryIsEmpty_IsAPairForTheAddressAndLoopback(string address)
    {
        using var made = Make(IPAddress.Parse(address));

        Assert.True(made.HasPrivateKey);
        Assert.True(made.MatchesHostname(address));
        Assert.True(made.MatchesHostname("localhost"));
        // Browsers take no longer one.
        Assert.InRange(made.NotAfter - made.NotBefore, TimeSpan.FromDays(300), TimeSpan.FromDays(398));
    }

    [Fact]
    public void Make_Fit_IsKept()
    {
        using var first = Make(Home);
        clock.Advance(TimeSpan.FromDays(300));

        using var again = Make(Home);

        Assert.Equal(first.Thumbprint, again.Thumbprint);
    }

    [Fact]
    public void Make_OtherAddressOrNearlyOver_IsMadeAnew()
    {
        using var first = Make(Home);
        using var moved = Make(IPAddress.Parse("10.0.0.5"));
        clock.Advance(TimeSpan.FromDays(360));
        using var later = Make(IPAddress.Parse("10.0.0.5"));

        Assert.Equal(3, new[] { first, moved, later }.Select(made => made.Thumbprint).Distinct().Count());
        Assert.True(later.NotAfter.ToUniversalTime() > clock.GetUtcNow().UtcDateTime + TimeSpan.FromDays(300));
    }

    [Fact]
    public void Make_FilesAreBroken_IsMadeAnew()
    {
        Make(Home).Dispose();
        File.WriteAllText(Pair().KeyFile, "half a file");

        using var again = Make(Home);

        Assert.True(again.HasPrivateKey);
    }

    private X509Certificate2 Make(IPAddress address)
    {
        var pair = Pair();
        pair.MakeUnlessFit(address);
        return X509Certificate2.CreateFromPemFile(pair.CertificateFile, pair.KeyFile);
    }

    private PhoneCertificate Pair() => new(directory.Path, clock);
}
