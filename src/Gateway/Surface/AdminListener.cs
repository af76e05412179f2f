using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Auth;
using Rooms.Configuration;

namespace Rooms.Gateway.Surface;

/// <summary>The operators' own listener, <c>Admin:Urls</c>: tells which requests came in there.</summary>
internal sealed class AdminListener(IServer server, IOptions<AdminOptions> options)
{
    private readonly Lazy<IReadOnlyList<IPEndPoint>> ends = new(() => ReadEnds(server, options.Value.Urls.Length));

    /// <summary>There is such a listener: the others do not serve operators.</summary>
    public bool IsApart => options.Value.Urls.Length > 0;

    public bool Serves(HttpContext context)
    {
        if (!IsApart || context.Connection.LocalIpAddress is not { } address) return false;
        var local = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return ends.Value.Any(end => end.Port == context.Connection.LocalPort && Covers(end.Address, local));
    }

    /// <summary>Adds the addresses behind those that the server has. What is wrong with them, the options' check tells before the server starts.</summary>
    public static void AddTo(IWebHostBuilder host, IConfiguration configuration)
    {
        var admin = new AdminOptions();
        SectionReader.Read(configuration, AdminOptions.Section, admin, []);
        if (admin.Urls.Length == 0 || !new ListenAddressesAttribute().IsValid(admin.Urls)) return;
        host.UseUrls([.. (host.GetSetting(WebHostDefaults.ServerUrlsKey) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries), .. admin.Urls]);
    }

    // The server lists what it listens at in the order in which it was told: ours are the last.
    private static List<IPEndPoint> ReadEnds(IServer server, int count) =>
        [.. server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.TakeLast(count).SelectMany(EndsOf)];

    private static IPEndPoint[] EndsOf(string text)
    {
        var address = BindingAddress.Parse(text);
        if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return [new IPEndPoint(IPAddress.Loopback, address.Port), new IPEndPoint(IPAddress.IPv6Loopback, address.Port)];
        return [new IPEndPoint(IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.IPv6Any, address.Port)];
    }

    private static bool Covers(IPAddress bound, IPAddress local) => bound.Equals(IPAddress.IPv6Any) || bound.Equals(IPAddress.Any) || bound.Equals(local);
}
