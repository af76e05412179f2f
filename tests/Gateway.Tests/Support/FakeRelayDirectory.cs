using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Rooms.Contracts;
using Rooms.Contracts.Relays;

namespace Rooms.Gateway.Tests.Support;

/// <summary>Remembers what it is told.</summary>
internal sealed class FakeRelayDirectory : IRelayDirectoryGrain
{
    private readonly Channel<string> calls = Channel.CreateUnbounded<string>();

    public ConcurrentQueue<Exception> Failures { get; } = new();

    public IRelayLink? Link { get; private set; }

    public RelayNode? Registered { get; private set; }

    public RelayLoad? NewestLoad { get; private set; }

    /// <summary>The next thing that it was told, as a word.</summary>
    public async Task<string> NextCallAsync() => await calls.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Generous);

    public Task RegisterAsync(RelayNode node, IRelayLink link, CancellationToken cancellation = default)
    {
        if (Failures.TryDequeue(out var failure)) return Task.FromException(failure);
        (Registered, Link) = (node, link);
        calls.Writer.TryWrite("registered");
        return Task.CompletedTask;
    }

    public Task LoadAsync(string nodeId, RelayLoad load)
    {
        NewestLoad = load;
        calls.Writer.TryWrite($"load {nodeId}");
        return Task.CompletedTask;
    }

    public Task DisconnectedAsync(string nodeId, string session, CancellationToken cancellation = default)
    {
        calls.Writer.TryWrite($"disconnected {nodeId} {session}");
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<RelayNodeView>> GetNodesAsync(CancellationToken cancellation = default) => Task.FromResult(ImmutableArray<RelayNodeView>.Empty);

    public Task<Outcome<RelayNode>> PickAsync(RelayWish wish, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<RelayNode?> FindAsync(string nodeId, CancellationToken cancellation = default) => Task.FromResult(Registered);

    public Task<bool> OrderAsync(string nodeId, RelayOrder order, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<Outcome<Done>> DrainAsync(string nodeId, CancellationToken cancellation = default) => throw new NotSupportedException();
}
