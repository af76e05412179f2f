using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Rooms.Edge.Tests;

/// <summary>Sends bytes as they are. Every wait ends after 30 s.</summary>
internal sealed class RawClient(Stream stream) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public const string Request = "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await stream.WriteAsync(bytes, deadline.Token);
    }

    /// <summary>The next answer, whose body is one JSON object.</summary>
    public async Task<Seen> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var text = new StringBuilder();
        var buffer = new byte[1024];
        while (!text.ToString().Contains('}', StringComparison.Ordinal))
        {
            var received = await stream.ReadAsync(buffer, deadline.Token);
            Assert.True(received > 0, $"the server closed after: {text}");
            text.Append(Encoding.ASCII.GetString(buffer, 0, received));
        }
        var answer = text.ToString();
        var (from, to) = (answer.IndexOf('{', StringComparison.Ordinal), answer.IndexOf('}', StringComparison.Ordinal));
        return JsonSerializer.Deserialize<Seen>(answer[from..(to + 1)], JsonSerializerOptions.Web)!;
    }

    /// <summary>Everything until the server has closed.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var text = new StringBuilder();
        var buffer = new byte[1024];
        try
        {
            while (await stream.ReadAsync(buffer, deadline.Token) is > 0 and var received) text.Append(Encoding.ASCII.GetString(buffer, 0, received));
        }
        catch (IOException reset) when (reset.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // Closed over bytes that nobody read.
        }
        return text.ToString();
    }

    public void Dispose() => stream.Dispose();
}
