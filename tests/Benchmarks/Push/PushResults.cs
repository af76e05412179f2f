using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Push;

/// <summary>All that a run of `bench push` measured.</summary>
internal sealed record PushResults
{
    public List<PushSample> Runs { get; } = [];

    public List<IdleSample> Idle { get; } = [];

    public List<StormSample> Storms { get; } = [];
}

internal sealed record PushSample(string Server, int Round, PushCell Cell, WsLoadRun Load);

/// <summary>Bytes of resident memory and seconds of CPU a second, both for each connection; busy: after all cells were run.</summary>
internal sealed record IdleSample(string Server, int Round, int Sockets, double ConnectSeconds, double IdleBytes, double BusyBytes, double CpuPerSecond);

/// <summary>Everybody back after kill -9; <paramref name="Missed"/> messages were sent meanwhile.</summary>
internal sealed record StormSample(int Round, int Sockets, int Missed, double StartSeconds, WsLoadOpen Load);
