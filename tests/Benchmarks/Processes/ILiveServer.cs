namespace Rooms.Benchmarks.Processes;

/// <summary>A server under test.</summary>
internal interface ILiveServer : IAsyncDisposable
{
    /// <summary>The process whose CPU time counts.</summary>
    int ProcessId { get; }

    /// <summary>A stream that nobody publishes yet.</summary>
    Task<LiveUrls> NewStreamAsync(CancellationToken cancellation);
}
