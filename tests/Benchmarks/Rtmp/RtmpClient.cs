using System.Buffers;
using System.Net.Sockets;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.Benchmarks.Rtmp;

/// <summary>An RTMP client that publishes or plays one stream: the client side of Wire over a socket.</summary>
internal sealed class RtmpClient : IDisposable
{
    private const int ChunkSize = 65_536;
    private const int MaxMessageBytes = 8 * 1024 * 1024;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ChunkReader reader = new(MaxMessageBytes);
    private readonly byte[] input = new byte[64 * 1024];
    private readonly Dictionary<int, ArrayBufferWriter<byte>> underWay = [];
    private int inputStart;
    private int inputEnd;
    private byte[] output = new byte[64 * 1024];

    private RtmpClient()
    {
    }

    public uint StreamId { get; private set; }

    public static async Task<RtmpClient> PublishAsync(Uri url, CancellationToken cancellation)
    {
        var client = await ConnectAsync(url, cancellation);
        await client.SendAsync(client.StreamId, Requests.Publish(3, StreamNameOf(url)), cancellation);
        await client.ExpectStatusAsync(StatusCodes.PublishStart, cancellation);
        return client;
    }

    public static async Task<RtmpClient> PlayAsync(Uri url, CancellationToken cancellation)
    {
        var client = await ConnectAsync(url, cancellation);
        await client.SendAsync(client.StreamId, Requests.Play(3, StreamNameOf(url)), cancellation);
        return client;
    }

    public async Task SendAsync(MessageHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var length = ChunkWriter.LengthOf(header, ChunkSize);
        if (output.Length < length) output = new byte[length];
        ChunkWriter.Write(output, header, payload.Span, ChunkSize);
        await socket.SendAsync(output.AsMemory(0, length), cancellation);
    }

    /// <summary>The next whole message. Its payload is valid until the next call.</summary>
    public async Task<(MessageHeader Header, ReadOnlyMemory<byte> Payload)> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(out var header, out var payload))
            {
                if (header.Type != MessageType.SetChunkSize) return (header, payload);
                ProtocolControl.TryRead(payload.Span, out var size);
                if (!reader.TrySetChunkSize(size)) throw new BenchException($"chunk size {size}");
                continue;
            }
            inputStart = 0;
            inputEnd = await socket.ReceiveAsync(input, cancellation);
            if (inputEnd == 0) throw new BenchException("the server closed the connection");
        }
    }

    public void Dispose() => socket.Dispose();

    private bool TryTake(out MessageHeader header, out ReadOnlyMemory<byte> payload)
    {
        header = default;
        payload = default;
        while (true)
        {
            var status = reader.TryRead(input.AsSpan(inputStart, inputEnd - inputStart), out var part, out var consumed);
            inputStart += consumed;
            if (status == OperationStatus.InvalidData) throw new BenchException("the server's chunks make no sense");
            if (status == OperationStatus.NeedMoreData) return false;
            header = part.Header;
            if (!underWay.TryGetValue(header.ChunkStreamId, out var message))
                underWay[header.ChunkStreamId] = message = new ArrayBufferWriter<byte>();
            if (part.IsFirst) message.ResetWrittenCount();
            message.Write(part.Payload);
            payload = message.WrittenMemory;
            if (part.IsLast) return true;
        }
    }

    private static async Task<RtmpClient> ConnectAsync(Uri url, CancellationToken cancellation)
    {
        var client = new RtmpClient();
        await client.socket.ConnectAsync(url.Host, url.Port, cancellation);
        await client.ShakeHandsAsync(cancellation);
        var length = ProtocolControl.WriteSetChunkSize(client.output, ChunkSize);
        await client.socket.SendAsync(client.output.AsMemory(0, length), cancellation);
        var app = url.AbsolutePath.Split('/')[1];
        await client.SendAsync(0, Requests.Connect(1, app, $"rtmp://{url.Authority}/{app}"), cancellation);
        await client.ExpectResultAsync(1, cancellation);
        await client.SendAsync(0, Requests.CreateStream(2), cancellation);
        client.StreamId = (uint)((await client.ExpectResultAsync(2, cancellation)).Argument(0).AsNumber ?? 1);
        return client;
    }

    private async Task ShakeHandsAsync(CancellationToken cancellation)
    {
        var greeting = new byte[Handshake.GreetingLength];
        Handshake.WriteGreeting(greeting);
        await socket.SendAsync(greeting, cancellation);
        var answer = new byte[Handshake.AnswerLength];
        for (var read = 0; read < answer.Length;)
        {
            var count = await socket.ReceiveAsync(answer.AsMemory(read), cancellation);
            if (count == 0) throw new BenchException("the server closed the connection in the handshake");
            read += count;
        }
        var acknowledgement = new byte[Handshake.PacketLength];
        if (Handshake.TryAcknowledge(answer, acknowledgement) != OperationStatus.Done) throw new BenchException("the handshake failed");
        await socket.SendAsync(acknowledgement, cancellation);
    }

    private Task SendAsync(uint streamId, Command command, CancellationToken cancellation)
    {
        var payload = new ArrayBufferWriter<byte>();
        command.WriteTo(payload);
        var header = new MessageHeader(ChunkStreamIds.Command, MessageType.CommandAmf0, payload.WrittenCount, streamId, 0);
        return SendAsync(header, payload.WrittenMemory, cancellation);
    }

    private async Task<Command> ExpectResultAsync(double transactionId, CancellationToken cancellation)
    {
        while (true)
        {
            var command = await ReadCommandAsync(cancellation);
            if (command.TransactionId == transactionId && command.Name == CommandNames.Result) return command;
            if (command.Name == CommandNames.Error) throw new BenchException($"the server answers {command.Argument(0)["code"].AsString}");
        }
    }

    private async Task ExpectStatusAsync(string code, CancellationToken cancellation)
    {
        while (true)
        {
            var command = await ReadCommandAsync(cancellation);
            var status = command.Argument(0)["code"].AsString;
            if (status == code) return;
            if (command.Argument(0)["level"].AsString == "error") throw new BenchException($"the server answers {status}");
        }
    }

    private async Task<Command> ReadCommandAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (header, payload) = await ReadAsync(cancellation);
            if (header.Type != MessageType.CommandAmf0) continue;
            if (Command.TryRead(header.Type, payload.Span, out var command) == OperationStatus.Done) return command;
        }
    }

    private static string StreamNameOf(Uri url) => url.PathAndQuery.TrimStart('/').Split('/', 2)[1];
}
