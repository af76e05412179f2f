using System.Net;
using System.Net.Sockets;

namespace Rooms.Benchmarks;

/// <summary>Where things are, and free ports.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>Results, the clip and the load generator. Ignored by git.</summary>
    public static string Artifacts => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench")).FullName;

    public static string Load(string file) => Path.Combine(Root, "tests", "Benchmarks", "load", file);

    /// <summary>The host as `./rooms bench` built it: the same engine and configuration as this tool.</summary>
    public static string HostAssembly()
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(Root, "src", "Host", "bin", ours.Parent!.Parent!.Name, ours.Parent.Name, ours.Name, "Rooms.Host.dll");
        return File.Exists(path) ? path : throw new BenchException($"{path} is missing: dotnet build src/Host -c Release");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rooms.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new BenchException("Rooms.sln was not found above this tool");
    }
}
