namespace Rooms.Contracts.Webhooks;

/// <summary>Which event types an app wants (<c>Apps:NAME:Webhooks:Events</c>): <c>*</c>, <c>room.*</c> for all that begin so, or a type itself.</summary>
public static class EventPattern
{
    public const string All = "*";

    private const int MaxLength = 64;
    private const string AnyOfAKind = ".*";

    public static bool IsValid(string pattern)
    {
        if (pattern == All) return true;
        var type = pattern.EndsWith(AnyOfAKind, StringComparison.Ordinal) ? pattern[..^AnyOfAKind.Length] : pattern;
        return type.Length is > 0 and <= MaxLength && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
    }

    public static bool Matches(string pattern, string type)
    {
        if (pattern == All || pattern == type) return true;
        return pattern.EndsWith(AnyOfAKind, StringComparison.Ordinal) && type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal);
    }
}
