using System.Text;
using System.Text.Json;

namespace Rooms.Wire.RoomsV1;

/// <summary>Reads one frame. Throws <see cref="JsonException"/> where the text is no JSON.</summary>
internal ref struct JsonFrameReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> source = source;
    private readonly FrameFields fields = new();
    private Utf8JsonReader reader = new(source, new JsonReaderOptions { MaxDepth = FrameLimits.Depth });
    private FrameFault fault;
    private ClientOp op;

    public ClientFrame? Read(out FrameFault why)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        if (ReadMembers(JsonField.Op | JsonField.Room | JsonField.To | JsonField.Id | JsonField.Type | JsonField.Text | JsonField.Data | JsonField.Token
            | JsonField.After | JsonField.Seq | JsonField.Join | JsonField.Subscribe | JsonField.Device | JsonField.Labels))
        {
            // Throws when something follows the object.
            reader.Read();
            if (op == ClientOp.None) Fail(FrameFaultKind.Missing, "op");
        }
        var frame = fault.Kind == FrameFaultKind.None ? fields.ToFrame(op, out fault) : null;
        why = fault with { Id = fields.Id };
        return frame;
    }

    /// <summary>The members of the object that has begun; others than <paramref name="known"/> are skipped. False: a fault.</summary>
    private bool ReadMembers(JsonField known)
    {
        var seen = JsonField.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FindField() & known;
            if ((seen & field) != 0) return Fail(FrameFaultKind.Duplicate, NameOf(field));
            seen |= field;
            if (field == JsonField.None) reader.Skip();
            else if (!ReadValue(field)) return false;
        }
        return true;
    }

    private bool ReadValue(JsonField field)
    {
        reader.Read();
        switch (field)
        {
            case JsonField.Op: return ReadOp();
            case JsonField.After or JsonField.Seq: return ReadNumber(field);
            case JsonField.Join: return ReadJoin();
            case JsonField.Data: return ReadData();
            case JsonField.Subscribe: return ReadSubscriptions();
            case JsonField.Labels: return ReadLabels();
            case JsonField.Device: return ReadDevice();
            default: return ReadText(field);
        }
    }

    private readonly JsonField FindField()
    {
        if (reader.ValueTextEquals("op"u8)) return JsonField.Op;
        if (reader.ValueTextEquals("room"u8)) return JsonField.Room;
        if (reader.ValueTextEquals("to"u8)) return JsonField.To;
        if (reader.ValueTextEquals("id"u8)) return JsonField.Id;
        if (reader.ValueTextEquals("type"u8)) return JsonField.Type;
        if (reader.ValueTextEquals("text"u8)) return JsonField.Text;
        if (reader.ValueTextEquals("data"u8)) return JsonField.Data;
        if (reader.ValueTextEquals("token"u8)) return JsonField.Token;
        if (reader.ValueTextEquals("after"u8)) return JsonField.After;
        if (reader.ValueTextEquals("seq"u8)) return JsonField.Seq;
        if (reader.ValueTextEquals("join"u8)) return JsonField.Join;
        if (reader.ValueTextEquals("subscribe"u8)) return JsonField.Subscribe;
        if (reader.ValueTextEquals("device"u8)) return JsonField.Device;
        if (reader.ValueTextEquals("labels"u8)) return JsonField.Labels;
        return reader.ValueTextEquals("class"u8) ? JsonField.Class : JsonField.None;
    }

    private bool ReadOp()
    {
        if (reader.TokenType != JsonTokenType.String) return Fail(FrameFaultKind.WrongKind, "op");
        op = FindOp();
        return op != ClientOp.None || Fail(FrameFaultKind.UnknownOp, "op");
    }

    private readonly ClientOp FindOp()
    {
        if (reader.ValueTextEquals("ping"u8)) return ClientOp.Ping;
        if (reader.ValueTextEquals("send"u8)) return ClientOp.Send;
        if (reader.ValueTextEquals("ack"u8)) return ClientOp.Ack;
        if (reader.ValueTextEquals("subscribe"u8)) return ClientOp.Subscribe;
        if (reader.ValueTextEquals("unsubscribe"u8)) return ClientOp.Unsubscribe;
        if (reader.ValueTextEquals("hello"u8)) return ClientOp.Hello;
        if (reader.ValueTextEquals("refresh"u8)) return ClientOp.Refresh;
        return reader.ValueTextEquals("sdp"u8) ? ClientOp.Sdp : ClientOp.None;
    }

    private bool ReadText(JsonField field)
    {
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType != JsonTokenType.String) return Fail(FrameFaultKind.WrongKind, NameOf(field));
        var text = reader.GetString()!;
        var longest = field switch { JsonField.Text => FrameLimits.Text, JsonField.Token => FrameLimits.Token, _ => FrameLimits.Name };
        if (text.Length > longest) return Fail(FrameFaultKind.FieldTooLong, NameOf(field));
        // Empty is no id, no name and no type; it is a text.
        if (text.Length == 0 && field != JsonField.Text) return Fail(FrameFaultKind.Missing, NameOf(field));
        Keep(field, text);
        return true;
    }

    private readonly void Keep(JsonField field, string text)
    {
        switch (field)
        {
            case JsonField.Room: fields.Room = text; break;
            case JsonField.To: fields.To = text; break;
            case JsonField.Id: fields.Id = text; break;
            case JsonField.Type: fields.Type = text; break;
            case JsonField.Text: fields.Text = text; break;
            case JsonField.Token: fields.Token = text; break;
            case JsonField.Class: fields.DeviceClass = text; break;
        }
    }

    private bool ReadNumber(JsonField field)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0) return Fail(FrameFaultKind.WrongKind, NameOf(field));
        if (field == JsonField.Seq) fields.Seq = number;
        else fields.After = number;
        return true;
    }

    private bool ReadJoin()
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return Fail(FrameFaultKind.WrongKind, "join");
        fields.Join = reader.GetBoolean();
        return true;
    }

    private bool ReadData()
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.Null) return true;
        reader.Skip();
        var data = source[start..(int)reader.BytesConsumed];
        if (data.Length > FrameLimits.DataBytes) return Fail(FrameFaultKind.FieldTooLong, "data");
        fields.Data = Encoding.UTF8.GetString(data);
        return true;
    }

    private bool ReadLabels()
    {
        if (reader.TokenType != JsonTokenType.StartArray) return Fail(FrameFaultKind.WrongKind, "labels");
        var labels = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String) return Fail(FrameFaultKind.WrongKind, "labels");
            var label = reader.GetString()!;
            if (labels.Count == FrameLimits.Labels || label.Length is 0 or > FrameLimits.Name) return Fail(FrameFaultKind.FieldTooLong, "labels");
            labels.Add(label);
        }
        fields.Labels = [.. labels];
        return true;
    }

    private bool ReadDevice()
    {
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType != JsonTokenType.StartObject) return Fail(FrameFaultKind.WrongKind, "device");
        var id = fields.Id;
        fields.Id = null;
        if (!ReadMembers(JsonField.Id | JsonField.Class)) return false;
        (fields.DeviceId, fields.Id) = (fields.Id, id);
        return true;
    }

    private bool ReadSubscriptions()
    {
        if (reader.TokenType != JsonTokenType.StartArray) return Fail(FrameFaultKind.WrongKind, "subscribe");
        var subscriptions = new List<SubscribeFrame>();
        var (room, after, join) = (fields.Room, fields.After, fields.Join);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject) return Fail(FrameFaultKind.WrongKind, "subscribe");
            if (subscriptions.Count == FrameLimits.Subscriptions) return Fail(FrameFaultKind.FieldTooLong, "subscribe");
            (fields.Room, fields.After, fields.Join) = (null, 0, false);
            if (!ReadMembers(JsonField.Room | JsonField.After | JsonField.Join)) return false;
            if (fields.Room is null) return Fail(FrameFaultKind.Missing, "room");
            subscriptions.Add(new SubscribeFrame(fields.Room, fields.After, fields.Join));
        }
        (fields.Room, fields.After, fields.Join) = (room, after, join);
        fields.Subscribe = [.. subscriptions];
        return true;
    }

    private static string NameOf(JsonField field) => field.ToString().ToLowerInvariant();

    private bool Fail(FrameFaultKind kind, string field)
    {
        fault = new FrameFault(kind, field);
        return false;
    }
}
