using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Rooms.Host.Phone;

/// <summary>The address under which others in the network reach this machine.</summary>
internal static class MachineAddress
{
    /// <summary>Null: there is none but loopback. IPv4, which every home network has and which fits a URL.</summary>
    public static IPAddress? Find() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(link => link.OperationalStatus == OperationalStatus.Up && link.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .Select(link => link.GetIPProperties())
        // Bridges of containers and virtual machines have no gateway: they come last.
        .OrderByDescending(link => link.GatewayAddresses.Any(gateway => gateway.Address.AddressFamily == AddressFamily.InterNetwork))
        .SelectMany(link => link.UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
