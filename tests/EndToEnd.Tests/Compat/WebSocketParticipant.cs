using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Rooms.EndToEnd.Tests.Compat;

/// <summary>A protocol of text frames over WebSocket; <paramref name="toFrame"/> makes one of what it says.</summary>
internal sealed class WebSocketParticipant(string name, Func<string, string> toFrame, bool hearsItself) : Participant(name)
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[256 * 1024];

    public override bool HearsItself => hearsItself;

    /// <summary>Says hello, and waits for the frame that contains <paramref name="welcome"/>.</summary>
    public async Task<WebSocketParticipant> EnterAsync(Uri address, string hello, string welcome)
    {
        await socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Deadline);
        await SendAsync(hello);
        await HearAsync(welcome);
        return this;
    }

    public override Task SayAsync(string text) => SendAsync(toFrame(JsonSerializer.Serialize(text)));

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<string> ReadAsync()
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"{this} was closed: {socket.CloseStatusDescription}");
            length += read.Count;
            if (read.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    private Task SendAsync(string frame) => socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
