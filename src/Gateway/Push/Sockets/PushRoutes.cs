using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Tells by a connection's first bytes whether they may ask for one of the routes.</summary>
internal sealed class PushRoutes(IEnumerable<PushRoute> routes)
{
    private readonly PushRoute[] routes = [.. routes];
    private readonly byte[][] beginnings = [.. routes.Select(route => Encoding.ASCII.GetBytes($"GET {route.Path}"))];

    public IReadOnlyList<PushRoute> All => routes;

    public bool MayBecome(ReadOnlySpan<byte> bytes)
    {
        foreach (var beginning in beginnings)
            if (MayBecome(bytes, beginning)) return true;
        return false;
    }

    public bool TryFind(string path, [NotNullWhen(true)] out PushSurface? surface)
    {
        surface = Array.Find(routes, route => route.Path == path)?.Surface;
        return surface is not null;
    }

    // RFC 9112 3: the target ends at a space; a query begins at its mark.
    private static bool MayBecome(ReadOnlySpan<byte> bytes, byte[] beginning) =>
        bytes.Length <= beginning.Length
            ? beginning.AsSpan().StartsWith(bytes)
            : bytes.StartsWith(beginning) && bytes[beginning.Length] is (byte)' ' or (byte)'?';
}
