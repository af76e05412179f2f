using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Tests.Push.Sockets;

public sealed class SendQueueTests
{
    // A queue that was long and is drained gives its place back, wherever in it the last piece lay.
    [Fact]
    public void Consume_LongQueueDrained_GoesOnFromTheStart()
    {
        var buffers = new PushBuffers();
        var queue = new SendQueue();
        for (var round = 1; round <= 100; round++)
        {
            for (var i = 0; i < round; i++) Add(queue, buffers);
            queue.Consume(10L * round);
            Add(queue, buffers);

            Assert.Equal((1, 10), (queue.Count, queue.Peek().Length));
            queue.Consume(10);

            Assert.True(queue.IsEmpty);
        }
    }

    private static void Add(SendQueue queue, PushBuffers buffers)
    {
        var buffer = buffers.Rent();
        buffer.Write("0123456789"u8);
        queue.Add(buffer, 0, buffer.Length);
        buffer.Release();
    }
}
