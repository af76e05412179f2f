using System.Buffers;
using System.Text;
using System.Text.Json;
using Rooms.Contracts.Pushes;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Gateway.Push.Feeds;

namespace Rooms.Gateway.Pushes;

/// <summary>Sends a push to connections that are there now, of this process; encoded once a form.</summary>
internal sealed class LivePushes(Broadcast broadcast, IEnumerable<IDetachedConnections> detached, TimeProvider time) : ILivePushes
{
    public Task<int> SendAsync(string app, LiveTargets targets, PushMessage message) => SendAsync(app, PushAim.Of(targets), message);

    /// <summary>Answers to how many connections.</summary>
    public async Task<int> SendAsync(string app, PushAim aim, PushMessage message)
    {
        var push = new LivePush(app, aim, new RoomEventView(0, UserEventTypes.Push, time.GetUtcNow(), null, DataOf(message)));
        var beside = detached.Sum(connections => connections.Send(push));
        return beside + await (aim.IsWide ? broadcast.SendAsync(push) : broadcast.SendAsync(push, aim.Connections));
    }

    // As the same push has it in an inbox.
    private static string DataOf(PushMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (message.Id is not null) json.WriteString("id", message.Id);
            json.WriteString("type", message.Type);
            if (message.Text is not null) json.WriteString("text", message.Text);
            if (message.Data is not null)
            {
                json.WritePropertyName("data");
                json.WriteRawValue(message.Data);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
