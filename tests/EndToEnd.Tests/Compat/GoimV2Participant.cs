using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Rooms.Wire.Goim;

namespace Rooms.EndToEnd.Tests.Compat;

/// <summary>goim v2 over TCP; its backend pushes for it.</summary>
internal sealed class GoimV2Participant : Participant
{
    private readonly TcpClient tcp = new();
    private readonly HttpClient http = new();
    private readonly Uri push;
    private readonly byte[] buffer = new byte[64 * 1024];
    private int length;

    private GoimV2Participant(Uri push)
        : base("goim v2") => this.push = push;

    public static async Task<GoimV2Participant> EnterAsync(int port, Uri push, string roomKey)
    {
        var client = new GoimV2Participant(push);
        await client.tcp.ConnectAsync("127.0.0.1", port);
        var auth = new byte[512];
        var written = new GoimPacket(1, GoimOperations.Auth, 1, Encoding.UTF8.GetBytes($$"""{"mid":123,"room_id":"{{roomKey}}","platform":"web","accepts":[1000]}""")).WriteTo(auth);
        await client.tcp.GetStream().WriteAsync(auth.AsMemory(0, written));
        await client.ReadAsync().WaitAsync(Deadline);
        return client;
    }

    public override async Task SayAsync(string text)
    {
        var answer = await http.PostAsync(push, new StringContent(text));
        Assert.Equal("""{"code":0,"message":""}""", await answer.Content.ReadAsStringAsync());
    }

    public override ValueTask DisposeAsync()
    {
        tcp.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<string> ReadAsync()
    {
        while (true)
        {
            if (TryTake() is { } body) return body;
            length += await tcp.GetStream().ReadAsync(buffer.AsMemory(length));
        }
    }

    private string? TryTake()
    {
        if (GoimPacket.TryRead(buffer.AsSpan(0, length), buffer.Length, out var packet, out var consumed) != OperationStatus.Done) return null;
        var body = Encoding.UTF8.GetString(packet.Body);
        length -= consumed;
        buffer.AsSpan(consumed, length).CopyTo(buffer);
        return body;
    }
}
