using System.Text.RegularExpressions;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>What an attacker sees of an answer.</summary>
internal sealed partial record Reply(int Status, string Headers, string Text)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Everything but what differs from one request to the next by nature, with <paramref name="named"/> (ids that the request held) taken out.</summary>
    public string Without(params string[] named)
    {
        var seen = $"{Status}\n{Volatile().Replace(Text, "")}";
        foreach (var name in named.OrderByDescending(name => name.Length)) seen = seen.Replace(name, "ID", StringComparison.Ordinal);
        return seen;
    }

    public override string ToString() => $"{Status} {Text}";

    // The last: ids of private messages and pushes.
    [GeneratedRegex("\"(traceId|joinedAt|createdAt|exportedAt|at|lastAt|seq|lastSeq|next)\":(\"[^\"]*\"|\\d+)|\"id\":\"[0-9a-z]{16}(?:[0-9a-f]{16})?\"")]
    private static partial Regex Volatile();
}
