using System.Threading.Channels;

namespace Rooms.Contracts.Control;

/// <summary>One end of a control connection, whatever carries it. One reader, one writer at a time.</summary>
public interface IControlConnection
{
    /// <summary>Throws <see cref="ChannelClosedException"/> or <see cref="IOException"/> once the other end has gone.</summary>
    ValueTask SendAsync(ControlMessage message, CancellationToken cancellation);

    /// <summary>Null: the other end has gone.</summary>
    ValueTask<ControlMessage?> ReceiveAsync(CancellationToken cancellation);

    /// <summary>Tells the other end, with a reason for its log.</summary>
    ValueTask CloseAsync(string reason);
}

/// <summary>
/// The control connection between the gateway and the media node of one process: two bounded queues of the same bytes that a socket would carry.
/// </summary>
public sealed class ControlPipe
{
    private const int Capacity = 1024;
    private readonly Channel<byte[]> toGateway = Channel.CreateBounded<byte[]>(Capacity);
    private readonly Channel<byte[]> toRelay = Channel.CreateBounded<byte[]>(Capacity);

    public ControlPipe()
    {
        GatewayEnd = new End(toGateway.Reader, toRelay.Writer);
        RelayEnd = new End(toRelay.Reader, toGateway.Writer);
    }

    public IControlConnection GatewayEnd { get; }

    public IControlConnection RelayEnd { get; }

    private sealed class End(ChannelReader<byte[]> reader, ChannelWriter<byte[]> writer) : IControlConnection
    {
        public ValueTask SendAsync(ControlMessage message, CancellationToken cancellation) =>
            writer.WriteAsync(ControlJson.Write(message), cancellation);

        public async ValueTask<ControlMessage?> ReceiveAsync(CancellationToken cancellation)
        {
            while (await reader.WaitToReadAsync(cancellation))
                if (reader.TryRead(out var json))
                    return ControlJson.Read(json);
            return null;
        }

        public ValueTask CloseAsync(string reason)
        {
            writer.TryComplete();
            return ValueTask.CompletedTask;
        }
    }
}
