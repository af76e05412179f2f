using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary>The examples of docs/ws.md, and what it means to match one.</summary>
internal static partial class SocketDocument
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RunningHost.Root, "docs", "ws.md"));

    /// <summary>The lines of each block of that language.</summary>
    public static string[][] Blocks(string language) =>
        [.. Block().Matches(Text).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value.TrimEnd('\n').Split('\n'))];

    /// <summary>Field by field: no more, no less. <c>$time</c>, <c>$session</c> and <c>$any</c> stand for what differs each time.</summary>
    public static bool Matches(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject one, JsonObject other) => one.Count == other.Count && one.All(member => other.ContainsKey(member.Key) && Matches(member.Value, other[member.Key])),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Matches(pair.First, pair.Second)),
        (JsonValue one, JsonValue other) when one.TryGetValue(out string? wanted) && wanted.StartsWith('$') => IsSuch(wanted, other),
        _ => JsonNode.DeepEquals(expected, actual),
    };

    private static bool IsSuch(string wanted, JsonValue value)
    {
        if (!value.TryGetValue(out string? text)) return false;
        return wanted switch
        {
            "$time" => DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            "$session" => text.Length == 22,
            "$any" => text.Length > 0,
            _ => false,
        };
    }

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
