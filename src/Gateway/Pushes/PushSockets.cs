using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Pushes;
using Rooms.Contracts.Users;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.V1.Dto;
using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Pushes;

/// <summary>Sends a push to connections that are there now, of this process; encoded once a form.</summary>
internal sealed class PushSockets(Broadcast broadcast, TimeProvider time)
{
    /// <summary>Answers to how many connections.</summary>
    public Task<int> SendAsync(Caller caller, string id, PushTargetsBody to, PushOrder order)
    {
        var frame = new EventFrame(SocketPush.Room, 0, UserEventTypes.Push, time.GetUtcNow(), null, DataOf(id, order));
        var connections = ToSet(to.Connections);
        var push = new SocketPush(caller.App, to.All == true, connections, ToSet(to.Labels), frame);
        return to.All == true || to.Labels?.Length > 0 ? broadcast.SendAsync(push) : broadcast.SendAsync(push, connections);
    }

    private static FrozenSet<string> ToSet(string[]? words) => (words ?? []).ToFrozenSet(StringComparer.Ordinal);

    // As the same push has it in an inbox.
    private static string DataOf(string id, PushOrder order)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("type", order.Type);
            if (order.Text is not null) json.WriteString("text", order.Text);
            if (order.Data is not null)
            {
                json.WritePropertyName("data");
                json.WriteRawValue(order.Data);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
