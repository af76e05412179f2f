using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>One message to many connections: one post a loop, one buffer a form and loop. Any thread.</summary>
internal sealed class Broadcast(PushLoops loops, ConnectionTable table)
{
    /// <summary>To every connection that the message is for; answers to how many.</summary>
    public async Task<int> SendAsync(BroadcastMessage message)
    {
        var reached = await Task.WhenAll(loops.All.Select(loop => SendAsync(loop, message, connections: null)));
        return reached.Sum();
    }

    /// <summary>To those of these connections that are here and that the message is for.</summary>
    public async Task<int> SendAsync(BroadcastMessage message, IEnumerable<string> connectionIds)
    {
        var here = connectionIds.Select(id => table.TryFind(id, out var connection) ? connection : null).OfType<PushConnection>();
        var reached = await Task.WhenAll(here.GroupBy(connection => connection.Loop).Select(group => SendAsync(group.Key, message, [.. group])));
        return reached.Sum();
    }

    private static Task<int> SendAsync(PushLoop loop, BroadcastMessage message, PushConnection[]? connections) =>
        LoopQuestion<int>.AskAsync(loop, () => Deliver(loop, message, connections ?? loop.Members.OfType<PushConnection>()), 0);

    private static int Deliver(PushLoop loop, BroadcastMessage message, IEnumerable<PushConnection> connections)
    {
        var encoded = new Dictionary<FrameForm, PushBuffer>();
        var reached = 0;
        foreach (var connection in connections)
        {
            if (!connection.IsOpen || message.FormFor(connection) is not { } form) continue;
            if (!encoded.TryGetValue(form, out var frames))
            {
                encoded.Add(form, frames = loop.Buffers.Rent());
                message.Encode(form, frames);
            }
            connection.Send(frames);
            reached++;
        }
        foreach (var frames in encoded.Values) frames.Release();
        return reached;
    }
}
