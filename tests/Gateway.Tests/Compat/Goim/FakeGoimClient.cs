using System.Collections.Concurrent;
using System.Threading.Channels;
using Rooms.Gateway.Compat.Goim;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>A connection that keeps what is pushed to it.</summary>
internal sealed class FakeGoimClient(string? key, long mid, params int[] accepts) : IGoimClient
{
    private readonly Channel<GoimPush> arrived = Channel.CreateUnbounded<GoimPush>();

    public ConcurrentQueue<GoimPush> Pushes { get; } = new();

    public bool IsReplaced { get; private set; }

    public string? Key => key;

    public long Mid => mid;

    public string Address { get; init; } = "127.0.0.1";

    public bool Accepts(int operation) => accepts.Length == 0 || accepts.Contains(operation);

    public void Push(GoimPush push)
    {
        Pushes.Enqueue(push);
        arrived.Writer.TryWrite(push);
    }

    /// <summary>Once a push: waits until it is there.</summary>
    public Task ArriveAsync() => arrived.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Generous);

    public void Replace() => IsReplaced = true;
}
