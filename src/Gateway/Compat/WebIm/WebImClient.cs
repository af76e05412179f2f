using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>One connection or polling session: who it is, and the messages that it has not taken yet. One that does not take them is closed.</summary>
internal sealed class WebImClient(string fd, WebImOrigin origin)
{
    private const int IdBytes = 16;

    // A room with a message every 10 ms fills it in some seconds; the history alone is one message.
    private const int QueueLength = 256;

    // A history of the longest messages is a little less: who asks for it again and again and reads nothing is closed by the third.
    private const int MaxQueuedBytes = 1024 * 1024;

    private const string UserPrefix = "webim.";

    private readonly Channel<string> queue = Channel.CreateBounded<string>(new BoundedChannelOptions(QueueLength) { SingleReader = false });

    private long queuedBytes;

    /// <summary>As a connection of the app; others are not told it.</summary>
    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    public WebImOrigin Origin => origin;

    /// <summary>Words that its app has put on it.</summary>
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>What it has not taken yet.</summary>
    public long QueuedBytes => Interlocked.Read(ref queuedBytes);

    /// <summary>How others name it.</summary>
    public string Fd => fd;

    /// <summary>Its user id in the room.</summary>
    public string UserId => UserPrefix + fd;

    /// <summary>Null: not logged in.</summary>
    public WebImUser? User { get; set; }

    /// <summary>The second in which its last message was accepted.</summary>
    public long SentAt { get; set; } = long.MinValue;

    /// <summary>It has left, or did not take what was sent to it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Done when nothing comes in any more and all was taken.</summary>
    public Task Ended => queue.Reader.Completion;

    /// <summary>Null: the message's user is none of webim's.</summary>
    public static string? FdOf(string? userId) =>
        userId?.StartsWith(UserPrefix, StringComparison.Ordinal) == true ? userId[UserPrefix.Length..] : null;

    public void Send(string message)
    {
        if (QueuedBytes <= MaxQueuedBytes && queue.Writer.TryWrite(message)) Interlocked.Add(ref queuedBytes, Encoding.UTF8.GetByteCount(message));
        else Close();
    }

    /// <summary>False: nothing comes any more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => queue.Reader.WaitToReadAsync(cancellation);

    public bool TryTake([NotNullWhen(true)] out string? message)
    {
        if (!queue.Reader.TryRead(out message)) return false;
        Interlocked.Add(ref queuedBytes, -Encoding.UTF8.GetByteCount(message));
        return true;
    }

    /// <summary>What is in the queue may still be taken, nothing comes in.</summary>
    public void Close()
    {
        IsClosed = true;
        queue.Writer.TryComplete();
    }
}
