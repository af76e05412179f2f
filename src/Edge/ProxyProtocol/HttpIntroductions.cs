using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Rooms.Wire.Proxy;

namespace Rooms.Edge.ProxyProtocol;

/// <summary>
/// The beginning of every HTTP connection: takes the PROXY header off a trusted proxy's, which is the client's from then on, and closes a stranger's
/// that brings one.
/// </summary>
internal sealed partial class HttpIntroductions(TrustedProxies proxies, EdgeMetrics metrics, TimeProvider time, ILogger<HttpIntroductions> logger)
{
    // A proxy sends it with its first packet.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var peer = connection.RemoteEndPoint as IPEndPoint;
        var isTrusted = proxies.Contain(peer?.Address);
        if (await FindFaultAsync(connection, isTrusted) is not { } fault)
        {
            await next(connection);
            return;
        }
        metrics.CountRefused(fault);
        LogRefused(peer, fault);
        // Whoever returns without calling the next one has closed the connection.
    }

    private async Task<string?> FindFaultAsync(ConnectionContext connection, bool isTrusted)
    {
        using var late = new CancellationTokenSource(Deadline, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, connection.ConnectionClosed);
        try
        {
            return isTrusted ? await TakeHeaderAsync(connection, over.Token) : await LookForHeaderAsync(connection, over.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // A stranger may open connections ahead of its requests: it has sent no header, and HTTP has its own deadlines.
            if (!isTrusted) return null;
            return late.IsCancellationRequested ? IntroductionFault.Late : IntroductionFault.Missing;
        }
    }

    private static async Task<string?> TakeHeaderAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            var status = Read(read.Buffer, out var header, out var consumed, out var fault);
            if (status == OperationStatus.Done)
            {
                input.AdvanceTo(read.Buffer.GetPosition(consumed));
                if (header.Client is { } client) connection.RemoteEndPoint = new IPEndPoint(client, header.Port);
                return null;
            }
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (status == OperationStatus.InvalidData || read.IsCompleted) return fault;
        }
    }

    private static OperationStatus Read(in ReadOnlySequence<byte> buffer, out ProxyHeader header, out int consumed, out string fault)
    {
        Span<byte> copy = stackalloc byte[ProxyHeader.MaxLength];
        var beginning = buffer.Slice(0, Math.Min(buffer.Length, copy.Length));
        beginning.CopyTo(copy);
        copy = copy[..(int)beginning.Length];
        fault = IntroductionFault.Of(copy);
        return ProxyHeader.TryRead(copy, out header, out consumed);
    }

    // Null as soon as it is anything else; nothing of it is consumed.
    private static async Task<string?> LookForHeaderAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            var status = Detect(read.Buffer);
            var isUndecided = status == OperationStatus.NeedMoreData && !read.IsCompleted;
            input.AdvanceTo(read.Buffer.Start, isUndecided ? read.Buffer.End : read.Buffer.Start);
            if (!isUndecided) return status == OperationStatus.Done ? IntroductionFault.Refused : null;
        }
    }

    private static OperationStatus Detect(in ReadOnlySequence<byte> buffer)
    {
        // The longer signature has 12 bytes.
        Span<byte> copy = stackalloc byte[16];
        var beginning = buffer.Slice(0, Math.Min(buffer.Length, copy.Length));
        beginning.CopyTo(copy);
        return ProxyHeader.Detect(copy[..(int)beginning.Length]);
    }

    [LoggerMessage(LogLevel.Information, "HTTP connection from {Peer} closed: {Reason}")]
    private partial void LogRefused(IPEndPoint? peer, string reason);
}
