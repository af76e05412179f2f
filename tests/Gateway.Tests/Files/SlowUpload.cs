using System.Net.Sockets;
using System.Text;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Files;

/// <summary>A client that announces a file, sends its beginning, and then nothing.</summary>
internal sealed class SlowUpload : IDisposable
{
    private readonly TcpClient client = new();

    /// <summary>Done when the server has asked for the body: it is under way then.</summary>
    public static async Task<SlowUpload> BeginAsync(Uri address, string path, string token)
    {
        var upload = new SlowUpload();
        await upload.client.ConnectAsync(address.Host, address.Port);
        var head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: image/gif\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
        await upload.client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await upload.AnswerAsync().WaitAsync(Deadline.Generous));
        await upload.client.GetStream().WriteAsync(SampleFiles.Gif);
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
