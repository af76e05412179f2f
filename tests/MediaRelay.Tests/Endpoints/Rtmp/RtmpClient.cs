using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Rooms.Testing;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>A small RTMP client over loopback. Every wait ends after 20 s.</summary>
internal sealed class RtmpClient : IDisposable
{
    private const int ChunkSize = 4096;

    private readonly Stream stream;
    private readonly ChunkReader chunks = new(16 * 1024 * 1024);
    private readonly Dictionary<int, List<byte>> underWay = [];
    private readonly Queue<(MessageHeader Header, byte[] Body)> received = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private int sendChunkSize = ChunkFormat.DefaultChunkSize;

    private RtmpClient(Stream stream) => this.stream = stream;

    /// <summary>The TCP connection alone.</summary>
    public static async Task<RtmpClient> DialAsync(int port, string? from = null) => new(await OpenAsync(port, from));

    /// <summary>TLS on a TCP connection; only certificates of <paramref name="trusted"/> are believed. A proxy's header goes before, in the hello's packet.</summary>
    public static async Task<RtmpClient> DialTlsAsync(int port, TestAuthority trusted, string? from = null, ReadOnlyMemory<byte> header = default)
    {
        var connection = await OpenAsync(port, from);
        if (!header.IsEmpty) Cork(connection.Socket, isCorked: true);
        await connection.WriteAsync(header);
        var tls = new SslStream(connection);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = trusted.Policy() });
        if (!header.IsEmpty) Cork(connection.Socket, isCorked: false);
        return new(tls);
    }

    /// <summary>Connected to the application, with a message stream.</summary>
    public static async Task<RtmpClient> ConnectAsync(int port, DigestScheme? scheme = null, string app = "live", string? from = null, TestAuthority? tls = null)
    {
        var client = tls is null ? await DialAsync(port, from) : await DialTlsAsync(port, tls, from);
        await client.ShakeHandsAsync(scheme);
        await client.SendAsync(Requests.Connect(1, app, $"rtmp://127.0.0.1/{app}"), 0);
        return client;
    }

    /// <summary><paramref name="tls"/>: over RTMPS.</summary>
    public static async Task<RtmpClient> PublishAsync(RtmpRig rig, string streamId, string? from = null, TestAuthority? tls = null)
    {
        var client = await ConnectAsync(tls is null ? rig.Port : rig.TlsPort, from: from, tls: tls);
        await client.SendAsync(Requests.Publish(3, rig.PushName(streamId)), 1);
        Assert.Equal(StatusCodes.PublishStart, (await client.ReadStatusAsync()).Code);
        return client;
    }

    public static async Task<RtmpClient> PlayAsync(RtmpRig rig, string streamId, TestAuthority? tls = null)
    {
        var client = await ConnectAsync(tls is null ? rig.Port : rig.TlsPort, tls: tls);
        await client.SendAsync(Requests.Play(3, rig.PlayName(streamId)), 1);
        Assert.Equal(StatusCodes.PlayReset, (await client.ReadStatusAsync()).Code);
        Assert.Equal(StatusCodes.PlayStart, (await client.ReadStatusAsync()).Code);
        return client;
    }

    /// <summary>The common name that the server showed.</summary>
    public string ServerName => ((SslStream)stream).RemoteCertificate!.Subject;

    public async Task ShakeHandsAsync(DigestScheme? scheme = null)
    {
        var greeting = new byte[Handshake.GreetingLength];
        Handshake.WriteGreeting(greeting, scheme);
        await SendRawAsync(greeting);
        await AnswerHandshakeAsync();
    }

    /// <summary>The greeting was sent: the rest of the handshake.</summary>
    public async Task AnswerHandshakeAsync()
    {
        var answer = await ReadRawAsync(Handshake.AnswerLength);
        var acknowledgement = new byte[Handshake.PacketLength];
        Assert.Equal(OperationStatus.Done, Handshake.TryAcknowledge(answer, acknowledgement));
        await SendRawAsync(acknowledgement);
    }

    public async Task SendAsync(Command command, uint streamId)
    {
        var body = new ArrayBufferWriter<byte>();
        command.WriteTo(body);
        await SendAsync(MessageType.CommandAmf0, 0, body.WrittenSpan.ToArray(), streamId);
    }

    public async Task SendAsync(MessageType type, uint timestamp, byte[] body, uint streamId = 1)
    {
        var csid = type switch { MessageType.Audio => 4, MessageType.Video => 6, _ => 3 };
        var header = new MessageHeader(csid, type, body.Length, streamId, timestamp);
        var bytes = new byte[ChunkWriter.LengthOf(header, sendChunkSize)];
        ChunkWriter.Write(bytes, header, body, sendChunkSize);
        await SendRawAsync(bytes);
    }

    public async Task SetChunkSizeAsync()
    {
        await SendControlAsync(MessageType.SetChunkSize, ChunkSize);
        sendChunkSize = ChunkSize;
    }

    /// <summary>A protocol control message with any number, as a stranger may send it.</summary>
    public async Task SendControlAsync(MessageType type, uint value)
    {
        var bytes = new byte[16];
        bytes[0] = 2;
        bytes[6] = 4;
        bytes[7] = (byte)type;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), value);
        await SendRawAsync(bytes);
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await stream.WriteAsync(bytes, deadline.Token);
    }

    /// <summary>As <see cref="SendRawAsync"/>, to a server that may have closed already.</summary>
    public async Task TrySendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await SendRawAsync(bytes);
        }
        catch (IOException closed) when (closed.InnerException is SocketException)
        {
            // Reading tells the same.
        }
    }

    /// <summary>The next message of this type; others are passed over.</summary>
    public async Task<(MessageHeader Header, byte[] Body)> ReadAsync(params MessageType[] types)
    {
        while (true)
        {
            while (received.TryDequeue(out var message))
                if (types.Contains(message.Header.Type)) return message;
            Assert.True(await TryReceiveAsync(), "the server closed the connection");
        }
    }

    /// <summary>Code and description of the next onStatus or _error.</summary>
    public async Task<(string Code, string Description)> ReadStatusAsync()
    {
        while (true)
        {
            var (header, body) = await ReadAsync(MessageType.CommandAmf0);
            Assert.Equal(OperationStatus.Done, Command.TryRead(header.Type, body, out var command));
            var information = command.Argument(0);
            if (command.Name is not (CommandNames.OnStatus or CommandNames.Error)) continue;
            return (information["code"].AsString ?? "", information["description"].AsString ?? "");
        }
    }

    /// <summary>Reads until the server has closed; the time that takes is bounded.</summary>
    public async Task ReadToEndAsync()
    {
        while (await TryReceiveAsync()) received.Clear();
    }

    public void Dispose() => stream.Dispose();

    // tcp(7), TCP_CORK: short packets wait for more, for a fifth of a second.
    private static void Cork(Socket socket, bool isCorked) => socket.SetRawSocketOption(6, 3, BitConverter.GetBytes(isCorked ? 1 : 0));

    private static async Task<NetworkStream> OpenAsync(int port, string? from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task<byte[]> ReadRawAsync(int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var got = await stream.ReadAsync(bytes.AsMemory(read), deadline.Token);
            Assert.NotEqual(0, got);
            read += got;
        }
        return bytes;
    }

    private async Task<bool> TryReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            var count = await stream.ReadAsync(buffer, deadline.Token);
            Take(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (IOException reset) when (reset.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return false;
        }
    }

    private void Take(ReadOnlySpan<byte> source)
    {
        while (chunks.TryRead(source, out var part, out var consumed) == OperationStatus.Done)
        {
            source = source[consumed..];
            if (!underWay.TryGetValue(part.Header.ChunkStreamId, out var body)) underWay.Add(part.Header.ChunkStreamId, body = []);
            if (part.IsFirst) body.Clear();
            body.AddRange(part.Payload);
            if (!part.IsLast) continue;
            var whole = body.ToArray();
            if (part.Header.Type == MessageType.SetChunkSize) chunks.TrySetChunkSize(BinaryPrimitives.ReadUInt32BigEndian(whole));
            received.Enqueue((part.Header, whole));
        }
    }
}
