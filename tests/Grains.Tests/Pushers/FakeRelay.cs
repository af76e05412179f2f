using System.Threading.Channels;
using Rooms.Contracts.Relays;

namespace Rooms.Grains.Tests.Pushers;

/// <summary>A node's control connection: keeps the orders that arrive.</summary>
internal sealed class FakeRelay : IRelayLink
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly Channel<RelayOrder> orders = Channel.CreateUnbounded<RelayOrder>();

    public Task OrderAsync(string nodeId, RelayOrder order) => orders.Writer.WriteAsync(order).AsTask();

    public async Task<RelayOrder> NextOrderAsync() => await orders.Reader.ReadAsync().AsTask().WaitAsync(Deadline);

    public bool HasOrder => orders.Reader.TryPeek(out _);
}
