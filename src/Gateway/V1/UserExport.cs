using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Files;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>A user's export: what is small was read before, the inbox and the messages in rooms follow page by page while it is written.</summary>
internal sealed class UserExport
{
    private const int PageEvents = 200;

    private readonly string key;
    private readonly UserView profile;
    private readonly ImmutableArray<Device> devices;
    private readonly ImmutableArray<string> blocks;
    private readonly ImmutableArray<ConversationView> conversations;

    private UserExport(
        string key, UserView profile, ImmutableArray<Device> devices, ImmutableArray<string> blocks, ImmutableArray<ConversationView> conversations) =>
        (this.key, this.profile, this.devices, this.blocks, this.conversations) = (key, profile, devices, blocks, conversations);

    public static async Task<Outcome<UserExport>> ReadAsync(GrainCalls grains, string app, string user, CancellationToken cancellation)
    {
        var key = Ids.Key(app, user);
        var devices = await grains.AskAsync<IUserGrain, ImmutableArray<Device>>(key, grain => grain.GetDevicesAsync(cancellation), cancellation);
        if (!devices.IsOk) return devices.As<UserExport>();
        var blocks = await grains.AskAsync<IUserGrain, ImmutableArray<string>>(key, grain => grain.GetBlocksAsync(cancellation), cancellation);
        if (!blocks.IsOk) return blocks.As<UserExport>();
        var conversations = await grains.AskAsync<IUserGrain, ImmutableArray<ConversationView>>(key, grain => grain.GetConversationsAsync(cancellation), cancellation);
        if (!conversations.IsOk) return conversations.As<UserExport>();
        var profile = await grains.GetAsync<IUserGrain, UserView>(key, grain => grain.GetAsync(cancellation), cancellation);
        return new UserExport(key, profile, devices.Value, blocks.Value, conversations.Value);
    }

    public async Task WriteAsync(Stream body, GrainCalls grains, FileStore files, DateTimeOffset now, CancellationToken cancellation)
    {
        // A writer over the stream itself would be flushed, and so wait, at every value.
        var pipe = PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
        json.WriteStartObject();
        json.WriteString("user", profile.User);
        json.WriteString("exportedAt", now.UtcDateTime);
        Write(json, "rooms", profile.Rooms.ToArray(), ApiJson.Default.StringArray);
        Write(json, "devices", [.. devices.Select(DeviceDto.From)], ApiJson.Default.DeviceDtoArray);
        Write(json, "blocks", blocks.ToArray(), ApiJson.Default.StringArray);
        Write(json, "conversations", [.. conversations.Select(ConversationDto.From)], ApiJson.Default.ConversationDtoArray);
        json.WriteStartArray("inbox");
        await WriteInboxAsync(json, pipe, grains, cancellation);
        json.WriteEndArray();
        json.WriteStartObject("messages");
        foreach (var room in profile.Rooms) await WriteRoomAsync(json, pipe, grains, room, cancellation);
        json.WriteEndObject();
        json.WriteStartArray("files");
        await WriteFilesAsync(json, files, cancellation);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        await pipe.CompleteAsync();
    }

    private async Task WriteInboxAsync(Utf8JsonWriter json, PipeWriter pipe, GrainCalls grains, CancellationToken cancellation)
    {
        for (var after = 0L; ;)
        {
            var page = await grains.AskAsync<IUserGrain, EventPage>(key, grain => grain.GetEventsAsync(after, PageEvents, TimeSpan.Zero, cancellation), cancellation);
            if (page.Code == ErrorCodes.EventsGone && long.TryParse(page.Detail, out var oldest) && oldest - 1 > after)
            {
                after = oldest - 1;
                continue;
            }
            // Half a document must not look like a whole one: the connection breaks off.
            if (!page.IsOk) throw new IOException($"the inbox cannot be read to its end: {page.Detail}");
            if (page.Value!.Events.IsEmpty) return;
            foreach (var item in page.Value.Events) JsonSerializer.Serialize(json, EventDto.From(item), ApiJson.Default.EventDto);
            json.Flush();
            await pipe.FlushAsync(cancellation);
            after = page.Value.Next;
        }
    }

    private async Task WriteRoomAsync(Utf8JsonWriter json, PipeWriter pipe, GrainCalls grains, string room, CancellationToken cancellation)
    {
        var roomKey = Ids.Key(Ids.Split(key).App, room);
        json.WriteStartArray(room);
        for (long? before = long.MaxValue; before is { } from;)
        {
            var page = await grains.AskAsync<IRoomGrain, HistoryPage>(
                roomKey, grain => grain.ExportAsync(profile.User, from, PageEvents, cancellation), cancellation);
            if (page.Code == ErrorCodes.RoomNotFound) break;
            if (!page.IsOk) throw new IOException($"room {room} cannot be read to its end: {page.Detail}");
            foreach (var item in page.Value!.Items) JsonSerializer.Serialize(json, HistoryItemDto.From(item), ApiJson.Default.HistoryItemDto);
            json.Flush();
            await pipe.FlushAsync(cancellation);
            before = page.Value.Next;
        }
        json.WriteEndArray();
    }

    // What they hold is read by links, which the user gets in the room.
    private async Task WriteFilesAsync(Utf8JsonWriter json, FileStore files, CancellationToken cancellation)
    {
        foreach (var place in files.PlacesOf(Ids.Split(key).App))
        {
            if (await files.FindAsync(place, cancellation) is not { } note || note.User != profile.User) continue;
            json.WriteStartObject();
            json.WriteString("room", place.Room);
            json.WriteString("fileId", note.FileId);
            json.WriteString("name", note.Name);
            json.WriteString("type", note.Type);
            json.WriteNumber("size", note.Size);
            json.WriteString("at", note.At.UtcDateTime);
            json.WriteEndObject();
        }
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value, JsonTypeInfo<T> form)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, form);
    }
}
