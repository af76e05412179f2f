using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Rooms.Configuration;
using Rooms.Host.Tls;

namespace Rooms.Host.Phone;

internal static class PhoneRegistration
{
    // Beside 443, which needs a privilege, the customary port for HTTPS.
    private const int DefaultPort = 8443;

    private const int KeyBytes = 16;

    /// <summary>
    /// Nothing, unless the configuration says <c>Phone:Enabled</c>. Adds what a phone needs and nobody configured: an https:// address of this
    /// machine, a certificate for it, and a key that signs the phone in, new at each start.
    /// </summary>
    public static void AddPhone(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var options = new PhoneOptions();
        // What cannot be read is told with everything else that is wrong, when the start checks the options.
        SectionReader.Read(configuration, PhoneOptions.Section, options, []);
        builder.Services.AddChecked<PhoneOptions>(PhoneOptions.Section);
        if (!options.Enabled) return;
        var address = AddressOf(options);
        string?[] faults =
        [
            .. PhoneRules.Faults(configuration),
            address is null ? $"Phone:Address = '{options.Address}': wanted the IP address at which phones reach this machine" : UseOwnCertificate(configuration, address),
        ];
        foreach (var fault in faults.OfType<string>()) builder.Services.AddOptions<PhoneOptions>().Validate(_ => false, fault);
        if (address is null || faults.OfType<string>().Any()) return;

        var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        configuration["Phone:Key"] = key;
        if (ServedAddresses.Secure(configuration).Length == 0) ServedAddresses.Add(configuration, $"https://{host}:{DefaultPort}");
        builder.Services.AddSingleton(services => new PhoneInvitation(services.GetRequiredService<IServer>(), host, key));
    }

    private static IPAddress? AddressOf(PhoneOptions options) =>
        options.Address.Length == 0 ? MachineAddress.Find() : IPAddress.TryParse(options.Address, out var address) ? address : null;

    // Null: done, or a certificate is configured.
    private static string? UseOwnCertificate(ConfigurationManager configuration, IPAddress address)
    {
        if (!string.IsNullOrEmpty(configuration["Tls:Certificate"])) return null;
        var directory = configuration["Data:Directory"] ?? "data";
        var certificate = new PhoneCertificate(directory, TimeProvider.System);
        try
        {
            certificate.MakeUnlessFit(address);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return $"Data:Directory = '{directory}': no place for the phone's certificate: {unwritable.Message}";
        }
        // A source of its own: a reload of the files looks for the pair too.
        configuration.AddInMemoryCollection([new("Tls:Certificate", certificate.CertificateFile), new("Tls:Key", certificate.KeyFile)]);
        return null;
    }
}
