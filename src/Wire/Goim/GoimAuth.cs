using System.Collections.Immutable;
using System.Text.Json;

namespace Rooms.Wire.Goim;

/// <summary>
/// Body of v2's operation 7: <c>{"mid":int64,"key":string,"room_id":"type://id","platform":string,"accepts":[int32...]}</c>, every member optional
/// (internal/logic/conn.go). Read as Go's encoding/json does: names in any case, null for "not there", unknown members skipped, the last of two counts.
/// </summary>
public sealed record GoimAuth(long Mid, string Key, string RoomId, string Platform, ImmutableArray<int> Accepts)
{
    /// <summary>A client that says nothing of itself.</summary>
    public static readonly GoimAuth Anonymous = new(0, "", "", "", []);

    /// <summary>False: no JSON, no object, a member of another kind or out of range.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out GoimAuth auth)
    {
        auth = Anonymous;
        try
        {
            return TryRead(new Utf8JsonReader(body), ref auth);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-8, which the reader tells by it.
            return false;
        }
    }

    private static bool TryRead(Utf8JsonReader reader, ref GoimAuth auth)
    {
        if (!reader.Read()) return false;
        // Go unmarshals null into nothing.
        if (reader.TokenType == JsonTokenType.Null) return !reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!.ToLowerInvariant();
            reader.Read();
            if (!TryReadMember(ref reader, name, ref auth)) return false;
        }
        return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    private static bool TryReadMember(ref Utf8JsonReader reader, string name, ref GoimAuth auth)
    {
        if (reader.TokenType == JsonTokenType.Null) return true;
        switch (name)
        {
            case "mid":
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var mid)) return false;
                auth = auth with { Mid = mid };
                return true;
            case "accepts":
                if (!TryReadAccepts(ref reader, out var accepts)) return false;
                auth = auth with { Accepts = accepts };
                return true;
            case "key" or "room_id" or "platform":
                if (reader.TokenType != JsonTokenType.String) return false;
                auth = auth.With(name, reader.GetString()!);
                return true;
            default:
                reader.Skip();
                return true;
        }
    }

    private GoimAuth With(string name, string text) => name switch
    {
        "key" => this with { Key = text },
        "room_id" => this with { RoomId = text },
        _ => this with { Platform = text },
    };

    private static bool TryReadAccepts(ref Utf8JsonReader reader, out ImmutableArray<int> accepts)
    {
        accepts = [];
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        var operations = ImmutableArray.CreateBuilder<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var operation)) return false;
            operations.Add(operation);
        }
        accepts = operations.ToImmutable();
        return true;
    }
}
