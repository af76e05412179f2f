namespace Rooms.MediaRelay.Frames;

/// <summary>
/// One who watches a <see cref="ContainerTrack"/>. Made by a session, then owned by a <see cref="FanOutLoop"/> from
/// <see cref="LiveStream.TryJoin"/> until <see cref="Completion"/>; the session keeps the connection open that long.
/// </summary>
internal abstract class Viewer
{
    private readonly TaskCompletionSource<string> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with a reason (<see cref="ViewerEnd"/>) once the loop has let go. Never faults.</summary>
    public Task<string> Completion => completion.Task;

    /// <summary>Frames left out for this viewer; exact once it is over.</summary>
    public abstract long DroppedFrames { get; }

    /// <summary>Any thread, any number of times: asks the loop to let go.</summary>
    public void Leave(string reason) => Loop?.PostLeave(this, reason);

    /// <summary>As <see cref="Leave"/>, but what waits is sent first, <see cref="Send"/>'s included.</summary>
    public void Finish(string reason) => Loop?.PostFinish(this, reason);

    /// <summary>
    /// Any thread: bytes of the session's own (a protocol answer), sent after what waits. The caller's reference to the block passes on.
    /// </summary>
    public void Send(Block block)
    {
        if (Loop is { } loop) loop.PostSend(this, block);
        else block.Release();
    }

    /// <summary>Instead of a join that failed: lets go of what it holds.</summary>
    public void Abandon() => Close();

    // From here on: the loop's own state, touched by its thread only.
    internal FanOutLoop? Loop { get; set; }

    internal TrackShare? Share { get; set; }

    /// <summary>Position in its share's arrays.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>Set once nothing more is to come: closed when what waits has been sent.</summary>
    internal string? EndReason { get; set; }

    internal bool IsOver => completion.Task.IsCompleted;

    /// <summary>The file descriptor that a loop may write to directly while <see cref="IsClear"/>; -1: none.</summary>
    internal abstract int Descriptor { get; }

    /// <summary>Nothing waits, and a next block of any kind may follow at once.</summary>
    internal abstract bool IsClear { get; }

    /// <summary>Nothing waits to be sent.</summary>
    internal abstract bool IsDrained { get; }

    /// <summary>Puts header and history before everything else. The queue takes its own references.</summary>
    internal abstract void Begin(Block? header, ReadOnlySpan<Block> history);

    /// <summary>Blocks of the track, or rests of them (<paramref name="skip"/> bytes of the first are sent already).</summary>
    internal abstract void Offer(ReadOnlySpan<Block> blocks, int skip);

    /// <summary>A block that is not the track's: sent whatever the viewer waits for.</summary>
    internal abstract void OfferOwn(Block block);

    /// <summary>Sends what waits as far as possible. False: the connection is gone.</summary>
    internal abstract bool TryFlush();

    /// <summary>True: bytes wait and none was taken since <paramref name="since"/> (Stopwatch ticks).</summary>
    internal abstract bool IsStalled(long since);

    /// <summary>Gives everything back.</summary>
    internal abstract void Close();

    internal void Complete(string reason) => completion.TrySetResult(reason);
}
