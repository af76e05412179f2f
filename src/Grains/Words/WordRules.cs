using System.Text;
using System.Text.Json;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Words;

/// <summary>What the word filters make of a message: pure functions.</summary>
internal static class WordRules
{
    /// <summary>Not which word: nobody should learn the list by trying.</summary>
    public const string Unwanted = "the message has words that are not wanted here";

    // What most messages are; a list with that word means texts.
    private const string PlainType = "text";

    /// <summary>The message as it is told, or words_refused.</summary>
    public static Outcome<SendMessage> Apply(SendMessage message, IReadOnlyList<(WordFilter Filter, WordsMode Mode)> lists)
    {
        foreach (var (filter, mode) in lists)
        {
            // A word in the type or the data cannot be masked: whoever reads them counts on their form.
            if (message.Type != PlainType && filter.Finds(message.Type)) return Refused();
            if (message.Data is not null && FindsInData(filter, message.Data)) return Refused();
            if (message.Text is null) continue;
            if (mode == WordsMode.Mask) message = message with { Text = filter.Mask(message.Text) };
            else if (filter.Finds(message.Text)) return Refused();
        }
        return message;
    }

    // Every string in it, names too: escapes are resolved, so that none hides a word.
    private static bool FindsInData(WordFilter filter, string data)
    {
        if (filter.Count == 0) return false;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(data));
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (TextOf(reader) is not { } text || filter.Finds(text))) return true;
        return false;
    }

    // Null: escapes of half a surrogate pair are no text, and hide what they stand in.
    private static string? TextOf(Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Outcome<SendMessage> Refused() => Refusal.Of<SendMessage>(ErrorCodes.WordsRefused, Unwanted);
}
