using Rooms.Contracts.Feeds;

namespace Rooms.Contracts.Webhooks;

/// <summary>
/// Which event types an app wants (<c>Apps:NAME:Webhooks:Events</c>): <c>*</c> for all that must be delivered, <c>room.*</c> for all that begin so, or a
/// type itself.
/// </summary>
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

    /// <summary>Counters and typing, of which only the newest matters, come to those who name them: each would be kept and posted.</summary>
    public static bool Matches(string pattern, string type, DeliveryClass delivery)
    {
        if (pattern == All) return delivery == DeliveryClass.MustDeliver;
        if (pattern == type) return true;
        return pattern.EndsWith(AnyOfAKind, StringComparison.Ordinal) && type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal);
    }
}
