using Rooms.Contracts.Streams;

namespace Rooms.Grains.Streams;

/// <summary>The newest figures of a stream, for as long as they are fresh. Nothing is stored: the next report is a second away.</summary>
public sealed class StreamGrain(TimeProvider time) : Grain, IStreamGrain
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private StreamFigures? newest;
    private DateTimeOffset reportedAt;

    public Task ReportAsync(StreamFigures figures)
    {
        (newest, reportedAt) = (figures, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task<StreamFigures?> GetAsync(CancellationToken cancellation = default)
    {
        var age = time.GetUtcNow() - reportedAt;
        return Task.FromResult(age < Fresh && newest is not null ? newest with { MediaMilliseconds = newest.MediaMilliseconds + (long)age.TotalMilliseconds } : null);
    }
}
