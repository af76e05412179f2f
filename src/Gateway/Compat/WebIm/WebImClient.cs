using System.Threading.Channels;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>One connection or polling session: who it is, and the messages that it has not taken yet. One that does not take them is closed.</summary>
internal sealed class WebImClient(string fd)
{
    // A room with a message every 10 ms fills it in some seconds; the history alone is one message.
    private const int QueueLength = 256;

    private const string UserPrefix = "webim.";

    private readonly Channel<string> queue = Channel.CreateBounded<string>(new BoundedChannelOptions(QueueLength) { SingleReader = false });

    /// <summary>How others name it.</summary>
    public string Fd => fd;

    /// <summary>Its user id in the room.</summary>
    public string UserId => UserPrefix + fd;

    /// <summary>Null: not logged in.</summary>
    public WebImUser? User { get; set; }

    /// <summary>The second in which its last message was accepted.</summary>
    public long SentAt { get; set; } = long.MinValue;

    public ChannelReader<string> Messages => queue.Reader;

    /// <summary>Null: the message's user is none of webim's.</summary>
    public static string? FdOf(string? userId) =>
        userId?.StartsWith(UserPrefix, StringComparison.Ordinal) == true ? userId[UserPrefix.Length..] : null;

    public void Send(string message)
    {
        if (!queue.Writer.TryWrite(message)) Close();
    }

    /// <summary>What is in the queue may still be taken, nothing comes in.</summary>
    public void Close() => queue.Writer.TryComplete();
}
