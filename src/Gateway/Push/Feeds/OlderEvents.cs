namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// What a read of older events brought: a batch; or a number, when what was asked for is older than what is kept; or the code of an end.
/// </summary>
internal readonly record struct OlderEvents(FeedBatch? Batch, long Oldest = 0, string? Code = null)
{
    /// <summary>It has the event after that number: nothing is left out between them.</summary>
    public bool Continues(long after) => Batch is not null && Batch.First <= after + 1 && Batch.Last > after;
}
