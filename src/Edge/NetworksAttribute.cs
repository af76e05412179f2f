using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Rooms.Edge;

/// <summary>Networks in CIDR form, or single addresses.</summary>
internal sealed class NetworksAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string[] networks && networks.All(network => TryParse(network, out _));

    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
