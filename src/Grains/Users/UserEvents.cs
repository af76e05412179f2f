using System.Buffers;
using System.Text;
using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>Numbered entries as the events of the user's inbox. All of them must arrive.</summary>
internal static class UserEvents
{
    public static RoomEventView From(UserEntry entry, string user)
    {
        var number = entry.Number ?? throw new ArgumentException("an entry without a number is no event", nameof(entry));
        return new RoomEventView(number, TypeOf(entry), entry.At, SenderOf(entry, user), Write(json => WriteData(json, entry, user)));
    }

    /// <summary>The data of <see cref="UserEventTypes.MessageOffline"/>: who, where, and what.</summary>
    public static string OfflineData(string user, UserState state, UserEntry entry) => Write(json =>
    {
        json.WriteString("user", user);
        json.WriteStartArray("devices");
        foreach (var device in state.Devices) WriteDevice(json, device);
        json.WriteEndArray();
        json.WriteStartObject("message");
        json.WriteNumber("seq", entry.Number ?? 0);
        WriteData(json, entry, user);
        json.WriteEndObject();
    });

    private static string TypeOf(UserEntry entry) => entry switch
    {
        Sent or Received => UserEventTypes.Private,
        ReadUpTo => UserEventTypes.PrivateRead,
        Pushed => UserEventTypes.Push,
        ErasedUpTo or ErasedFrom => UserEventTypes.MessagesErased,
        _ => throw new InvalidOperationException($"no event: {entry.GetType().Name}"),
    };

    private static string? SenderOf(UserEntry entry, string user) => entry switch
    {
        Received e => e.From,
        ErasedFrom e => e.Peer,
        Pushed => null,
        _ => user,
    };

    private static void WriteData(Utf8JsonWriter json, UserEntry entry, string user)
    {
        switch (entry)
        {
            case Sent e:
                WritePrivate(json, e.Id, user, e.To);
                WriteContent(json, e);
                break;
            case Received e:
                WritePrivate(json, e.Id, e.From, user);
                WriteContent(json, e);
                break;
            case Pushed e:
                if (e.Id is not null) json.WriteString("id", e.Id);
                WriteContent(json, e);
                break;
            case ReadUpTo e:
                json.WriteString("peer", e.Peer);
                json.WriteNumber("seq", e.Seq);
                break;
            case ErasedUpTo:
                json.WriteString("user", user);
                break;
            case ErasedFrom e:
                json.WriteString("user", e.Peer);
                break;
        }
    }

    private static void WriteDevice(Utf8JsonWriter json, Device device)
    {
        json.WriteStartObject();
        json.WriteString("id", device.Id);
        json.WriteString("class", device.Class.ToString().ToLowerInvariant());
        if (device.Platform is not null) json.WriteString("platform", device.Platform);
        if (device.PushToken is not null) json.WriteString("pushToken", device.PushToken);
        json.WriteEndObject();
    }

    private static void WritePrivate(Utf8JsonWriter json, string id, string from, string to)
    {
        json.WriteString("id", id);
        json.WriteString("from", from);
        json.WriteString("to", to);
    }

    private static void WriteContent(Utf8JsonWriter json, UserText entry)
    {
        json.WriteString("type", entry.Type);
        if (entry.Text is not null) json.WriteString("text", entry.Text);
        if (entry.IsErased is true) json.WriteBoolean("erased", true);
        if (entry.Data is null) return;
        json.WritePropertyName("data");
        json.WriteRawValue(entry.Data);
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
