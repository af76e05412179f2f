using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Rooms.Configuration.Files;
using Rooms.Host.Phone;
using Rooms.Host.Tls;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Phone;

public sealed class PhoneRegistrationTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Delete();

    // The pair is nobody's setting: what is read beside the configuration in use must have it too, or no reload is good.
    [Fact]
    public void AddPhone_FilesAreReadAnew_HaveTheCertificate()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddTestLifetime();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Phone:Enabled", "true"), new("Phone:Address", "127.0.0.2"), new("Demo", "true"), new("urls", "https://127.0.0.2:0"), new("Data:Directory", directory.Path),
            // As appsettings.json has them.
            new("Tls:Certificate", ""), new("Tls:Key", ""),
        ]);
        builder.AddPhone();
        List<string> faults = [];

        using var candidate = new ConfigurationFiles(builder.Configuration).ReadAnew(faults)!;
        new TlsRules(builder.Configuration).Check(candidate, faults);

        Assert.Empty(faults);
    }
}
