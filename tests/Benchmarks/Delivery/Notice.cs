using System.Text.Json;

namespace Rooms.Benchmarks.Delivery;

/// <summary>What the ledger needs of a JSON frame of <c>/ws</c> (contract rooms-v1, section 5). Spans point into the frame.</summary>
internal ref struct Notice
{
    public ReadOnlySpan<byte> Op;
    public ReadOnlySpan<byte> Room;
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> Code;
    public long Seq;
    public long From;
    public long To;

    /// <summary>Of a message's text, else of the whole data.</summary>
    public ulong Content;

    /// <summary>Contract rooms-v1, section 5: merged events, which may be left out for a slow connection. Joins and leaves are those that only count.</summary>
    public readonly bool IsLatestWins => Type.SequenceEqual("room.counters"u8) || (isCount && Type.StartsWith("member."u8));

    private bool isCount;

    public static bool TryRead(ReadOnlySpan<byte> json, out Notice notice)
    {
        notice = default;
        // Not into the out parameter: the compiler would have the reader outlive it.
        Notice read = default;
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueSpan;
                reader.Read();
                Set(ref read, name, ref reader, json);
            }
            notice = read;
            return !notice.Op.IsEmpty;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Set(ref Notice notice, ReadOnlySpan<byte> name, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (name.SequenceEqual("op"u8)) notice.Op = reader.ValueSpan;
        else if (name.SequenceEqual("room"u8)) notice.Room = reader.ValueSpan;
        else if (name.SequenceEqual("type"u8)) notice.Type = reader.ValueSpan;
        else if (name.SequenceEqual("id"u8)) notice.Id = reader.ValueSpan;
        else if (name.SequenceEqual("code"u8)) notice.Code = reader.ValueSpan;
        else if (name.SequenceEqual("seq"u8)) notice.Seq = reader.GetInt64();
        else if (name.SequenceEqual("from"u8)) notice.From = reader.GetInt64();
        else if (name.SequenceEqual("to"u8)) notice.To = reader.GetInt64();
        else if (name.SequenceEqual("data"u8)) notice.ReadData(ref reader, json);
        else reader.Skip();
    }

    private void ReadData(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        ulong? text = null;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("data is no object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueSpan.SequenceEqual("text"u8);
            isCount |= reader.ValueSpan.SequenceEqual("count"u8);
            reader.Read();
            if (isText) text = Contents.Hash(reader.ValueSpan);
            else reader.Skip();
        }
        Content = text ?? Contents.Hash(json[start..(int)reader.BytesConsumed]);
    }
}
