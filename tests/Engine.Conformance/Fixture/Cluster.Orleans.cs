using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Rooms.Engine.Conformance.Fixture;

public sealed partial class Cluster
{
    static partial void UseEngine(ISiloBuilder silo, ReminderShelf shelf)
    {
        silo.UseLocalhostClustering(FreePort(), FreePort());
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable>(shelf);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
