using System.Collections.Concurrent;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// The accounts of the streams that are here, and of those that are over until the control plane has stored them. Bounded: of streams that are over and
/// cannot be reported the first ones found go.
/// </summary>
internal sealed partial class StreamAccounts(ILogger<StreamAccounts> logger) : ISwept
{
    // About 1 KB each: a control plane may be away for long.
    public const int MaxClosed = 20_000;

    private readonly ConcurrentDictionary<string, StreamAccount> accounts = new(StringComparer.Ordinal);

    public IEnumerable<StreamAccount> All => accounts.Values;

    /// <summary>A repeat changes nothing.</summary>
    public void Add(StreamAccount account) => accounts.TryAdd(account.Epoch, account);

    public void Forget(string epoch) => accounts.TryRemove(epoch, out _);

    public void Sweep()
    {
        var closed = accounts.Values.Where(account => account.IsClosed).ToArray();
        if (closed.Length <= MaxClosed) return;
        foreach (var account in closed.AsSpan(MaxClosed)) Forget(account.Epoch);
        Forgotten(closed.Length - MaxClosed);
    }

    [LoggerMessage(LogLevel.Warning, "The usage of {Streams} streams that are over was given up: the control plane has not taken it, and no more is kept")]
    private partial void Forgotten(int streams);
}
