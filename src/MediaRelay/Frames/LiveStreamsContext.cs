using Microsoft.Extensions.Options;

namespace Rooms.MediaRelay.Frames;

/// <summary>What every stream of the node shares.</summary>
internal sealed class LiveStreamsContext(
    FanOut fanOut,
    BlockPool blocks,
    IRelayReporter reporter,
    RelayMetrics metrics,
    IEnumerable<IStreamSinkFactory> sinks,
    TimeProvider time,
    IOptions<LiveOptions> options,
    IOptions<MergeOptions> merge,
    StreamAccounts accounts)
{
    public FanOut FanOut => fanOut;

    public BlockPool Blocks => blocks;

    public IRelayReporter Reporter => reporter;

    public RelayMetrics Metrics => metrics;

    /// <summary>What every stream gets.</summary>
    public IReadOnlyList<IStreamSinkFactory> Sinks { get; } = [.. sinks];

    public TimeProvider Time => time;

    public LiveOptions Options => options.Value;

    public MergeOptions Merge => merge.Value;

    public StreamAccounts Accounts => accounts;
}
