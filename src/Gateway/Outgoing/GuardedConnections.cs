using System.Net;
using System.Net.Sockets;

namespace Rooms.Gateway.Outgoing;

/// <summary>
/// Connects to what was looked at: the name is resolved here, once, and the connection goes to that very address. A name that answers another address
/// to the next question (DNS rebinding) gains nothing.
/// </summary>
internal sealed class GuardedConnections(AddressGuard guard)
{
    public const string Refused = "its address is not public and not in Webhooks:AllowedNetworks";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    // A name with a hundred addresses must not be tried a hundred times.
    private const int MaxAddresses = 4;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Deadline);
        try
        {
            return await ConnectAsync(context.DnsEndPoint, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no connection within {Deadline.TotalSeconds} s");
        }
    }

    private async Task<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellation)
    {
        IPAddress[] found = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = found.Where(guard.Allows).Take(MaxAddresses).ToArray();
        if (allowed.Length == 0) throw new HttpRequestException(HttpRequestError.ConnectionError, Refused);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
