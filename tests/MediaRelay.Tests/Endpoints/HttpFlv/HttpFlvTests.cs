using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Rooms.MediaRelay.Tests.Web;
using Rooms.Wire.Flv;

namespace Rooms.MediaRelay.Tests.Endpoints.HttpFlv;

public sealed class HttpFlvTests : IAsyncLifetime
{
    private const string Origin = "https://shop.example";

    private PlayNode node = null!;
    private Clip clip = null!;

    public async Task InitializeAsync()
    {
        clip = await Clip.GetAsync();
        node = await PlayNode.StartAsync(("Cors:Origins", Origin));
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Get_WholeStream_HasEveryTagUntouched()
    {
        var publisher = node.Publish("a.b.c");
        publisher.Send(clip.Tags[..20]);

        using var answer = await node.Client.GetAsync(PlayNode.Path("a.b.c", ".flv"), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var received = await ReadFirstAsync(body);
        publisher.Send(clip.Tags[20..]);
        publisher.End();
        await body.CopyToAsync(received);

        Assert.Equal("video/x-flv", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.TransferEncodingChunked);
        AssertSame(received.ToArray());
    }

    [Fact]
    public async Task Get_ListedOrigin_HasCorsHeader()
    {
        node.Publish("s").Send(clip.Tags[..20]);
        using var request = new HttpRequestMessage(HttpMethod.Get, PlayNode.Path("s", ".flv"));
        request.Headers.Add("Origin", Origin);

        using var answer = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(Origin, PlayRouterTests.AllowedOrigin(answer));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no", answer.Headers.GetValues("X-Accel-Buffering").Single());
    }

    // A client of HTTP/1.0 knows no chunks: the body ends with the connection.
    [Fact]
    public async Task Get_Http10_IsPlainFlv()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..20]);
        using var client = new TcpClient();
        await client.ConnectAsync(node.Base.Host, node.Base.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {PlayNode.Path("s", ".flv")} HTTP/1.0\r\n\r\n"));
        var received = await ReadFirstAsync(stream);
        publisher.Send(clip.Tags[20..]);
        publisher.End();
        await stream.CopyToAsync(received);

        var text = Encoding.Latin1.GetString(received.ToArray());
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.0 200 OK\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", text[..end], StringComparison.Ordinal);
        AssertSame(received.ToArray()[(end + 4)..]);
    }

    [Fact]
    public async Task WebSocket_WholeStream_HasEveryTagAndAReason()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..20]);
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(node.WebSocketUri("s", ".flv"), default);
        var received = new MemoryStream();
        received.Write((await Messages.ReceiveAsync(socket)).Bytes);
        publisher.Send(clip.Tags[20..]);
        publisher.End();
        while (await Messages.ReceiveAsync(socket) is { Type: WebSocketMessageType.Binary } message) received.Write(message.Bytes);

        Assert.Equal("stream_ended", socket.CloseStatusDescription);
        AssertSame(received.ToArray());
    }

    [Fact]
    public async Task WebSocket_ClientCloses_ViewerLeaves()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..20]);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(node.WebSocketUri("s", ".flv"), default);
        await Messages.ReceiveAsync(socket);
        Assert.Equal(1, publisher.Stream.ViewerCount);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);

        Assert.Equal("peer_closed", socket.CloseStatusDescription ?? "peer_closed");
        await Eventually.BecomesAsync(() => publisher.Stream.ViewerCount, 0);
    }

    [Fact]
    public async Task Get_ClientDisconnects_ViewerLeaves()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..20]);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(node.Base.Host, node.Base.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {PlayNode.Path("s", ".flv")} HTTP/1.1\r\nHost: x\r\n\r\n"));
            await ReadFirstAsync(client.GetStream());
            Assert.Equal(1, publisher.Stream.ViewerCount);
        }

        await Eventually.BecomesAsync(() => publisher.Stream.ViewerCount, 0);
    }

    [Fact]
    public async Task Get_PublisherReturns_TimesRunOn()
    {
        var publisher = node.Publish("s");
        publisher.Send(clip.Tags[..60]);
        using var answer = await node.Client.GetAsync(PlayNode.Path("s", ".flv"), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var received = await ReadFirstAsync(body);

        publisher.Lose();
        publisher = node.Publish("s");
        publisher.Send(clip.Tags);
        publisher.End();
        await body.CopyToAsync(received);

        var times = Clip.ReadTags(received.ToArray()).Where(tag => tag.Type == FlvTagType.Video).Select(tag => tag.Timestamp).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0u, 200u));
    }

    // Sound from before the first key frame is not for those who join: they begin with a picture.
    private void AssertSame(byte[] flv)
    {
        var tags = Clip.ReadTags(flv);
        var firstKey = Array.FindIndex(clip.Tags, tag => tag.Type == FlvTagType.Video && tag.Body[0] == 0x17 && tag.Body[1] == 1);
        var sound = clip.Tags.Where((tag, index) => tag.Type == FlvTagType.Audio && (tag.Body[1] == 0 || index > firstKey));
        Assert.Equal(Hashes(clip.Media(FlvTagType.Video)), Hashes(tags.Where(tag => tag.Type == FlvTagType.Video)));
        Assert.Equal(Hashes(sound), Hashes(tags.Where(tag => tag.Type == FlvTagType.Audio)));
    }

    private static string[] Hashes(IEnumerable<ClipTag> tags) => [.. tags.Select(tag => Convert.ToHexString(SHA256.HashData(tag.Body)))];

    private static async Task<MemoryStream> ReadFirstAsync(Stream body)
    {
        var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (received.ToArray().AsSpan().IndexOf("FLV\u0001"u8) < 0)
        {
            var read = await body.ReadAsync(buffer);
            Assert.NotEqual(0, read);
            received.Write(buffer, 0, read);
        }
        return received;
    }
}
