using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Live;

/// <summary>All that a run of `bench live` measured.</summary>
internal sealed record LiveResults
{
    public List<FanOutSample> FanOut { get; } = [];

    public List<TimeSample> AddedDelay { get; } = [];

    public List<TimeSample> FirstPicture { get; } = [];

    public List<AllocationSample> Allocations { get; } = [];
}

internal sealed record FanOutSample(string Setup, string Protocol, int Viewers, int Round, FanLoadResult Load);

/// <summary>Milliseconds, one a frame or a connection.</summary>
internal sealed record TimeSample(string Setup, string Protocol, int Round, double[] Milliseconds);

/// <summary>What the whole process allocated in steady state, and the frames that came in meanwhile. Idle: as long, before the feed.</summary>
internal sealed record AllocationSample(string Setup, int Viewers, int Seconds, double Bytes, double IdleBytes, double FramesIn);
