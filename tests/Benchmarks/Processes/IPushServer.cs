namespace Rooms.Benchmarks.Processes;

/// <summary>A server of messages under test, with one room or channel.</summary>
internal interface IPushServer : IAsyncDisposable
{
    /// <summary>The process whose CPU time and memory count.</summary>
    int ProcessId { get; }

    /// <summary>Address and port, as wsload takes them.</summary>
    string Endpoint { get; }

    /// <summary>Dialect, paths and tokens for wsload.</summary>
    string[] LoadArguments { get; }

    /// <summary>Over how many milliseconds messages are merged. A server that has no such thing is asked for 0 only.</summary>
    Task SetWindowAsync(int milliseconds, CancellationToken cancellation);
}
