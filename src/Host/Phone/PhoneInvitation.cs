using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Rooms.Host.Phone;

/// <summary>The URL for a phone, as text and as a QR code. The key behind the # signs it in: the server sees it only when the page shows it.</summary>
internal sealed class PhoneInvitation(IServer server, string host, string key)
{
    public string Url => $"https://{host}:{SecurePort()}/#phone={key}";

    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"On a phone in this network (accept the certificate once): {Url}");
        output.Write(QrText.Write(Url));
    }

    private int SecurePort()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Select(BindingAddress.Parse).First(bound => bound.Scheme == Uri.UriSchemeHttps).Port;
    }
}
