using System.Security.Cryptography;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>A polling client. Its id is the only proof of who it is: 128 random bits that only the client is told.</summary>
internal sealed class CometSession(WebImClient client, long now)
{
    private const int MaxCommands = 64;

    private long polledAt = now;
    private TaskCompletionSource? waiting;
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;
    private int commands;

    public string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public WebImClient Client => client;

    /// <summary>When it was last heard of; a poll that goes on is heard of all the time.</summary>
    public long PolledAt
    {
        get => Interlocked.Read(ref polledAt);
        set => Interlocked.Exchange(ref polledAt, value);
    }

    public bool IsWaiting => Volatile.Read(ref waiting) is not null;

    /// <summary>False: too many of its commands wait. True: <see cref="RunAsync"/> has to follow.</summary>
    public bool TryReserve()
    {
        lock (gate)
        {
            if (commands >= MaxCommands) return false;
            commands++;
            return true;
        }
    }

    /// <summary>Commands of one client run one after the other, whichever requests brought them.</summary>
    public Task RunAsync(Func<Task> command)
    {
        lock (gate) return last = RunAfterAsync(last, command);
    }

    /// <summary>A poll begins: the one before it, whose client has lost it, ends. The task ends when the next one comes.</summary>
    public TaskCompletionSource BeginPoll()
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref waiting, mine)?.TrySetResult();
        return mine;
    }

    public void EndPoll(TaskCompletionSource mine, long now)
    {
        PolledAt = now;
        Interlocked.CompareExchange(ref waiting, null, mine);
    }

    private async Task RunAfterAsync(Task before, Func<Task> command)
    {
        try
        {
            // How it ended is its own request's matter.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await command();
        }
        finally
        {
            lock (gate) commands--;
        }
    }
}
