using System.Net.Sockets;
using System.Text;

namespace Rooms.Gateway.Tests.Files;

/// <summary>A client that announces a file, sends its beginning, and then nothing.</summary>
internal sealed class SlowUpload : IDisposable
{
    private readonly TcpClient client = new();

    public static async Task<SlowUpload> BeginAsync(Uri address, string path, string token)
    {
        var upload = new SlowUpload();
        await upload.client.ConnectAsync(address.Host, address.Port);
        var head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: image/gif\r\nContent-Length: 1000\r\n\r\n";
        await upload.client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. SampleFiles.Gif]);
        return upload;
    }

    /// <summary>The status line and head that the server answers after all.</summary>
    public async Task<string> AnswerAsync()
    {
        var bytes = new byte[4096];
        return Encoding.ASCII.GetString(bytes, 0, await client.GetStream().ReadAsync(bytes));
    }

    public void Dispose() => client.Dispose();
}
