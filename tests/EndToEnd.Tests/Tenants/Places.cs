namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>What an attack fills into a row's path, query and body.</summary>
internal sealed record Places(string Room, string StreamId, string User, string Node, string New, string App, string Key)
{
    /// <summary>Well-formed ids that nobody has.</summary>
    public static readonly Places Nobody = new("zz9none-room", "zz9nonestream", "zz9none-ann", "zz9none-node", "zz9none-new", "zz9none-app", "zz9nonekey00");

    public string File { get; init; } = "zz9nonefile00";

    public string[] Names => [Room, StreamId, User, Node, New, App, Key, File];

    // Made, two joins, opened: then the message that each tenant's room begins with.
    private const string MessageSeq = "5";

    public string Fill(string text) => text
        .Replace("{seq}", MessageSeq, StringComparison.Ordinal)
        .Replace("{room}", Room, StringComparison.Ordinal).Replace("{sid}", StreamId, StringComparison.Ordinal)
        .Replace("{user}", User, StringComparison.Ordinal).Replace("{node}", Node, StringComparison.Ordinal)
        .Replace("{new}", New, StringComparison.Ordinal).Replace("{app}", App, StringComparison.Ordinal).Replace("{key}", Key, StringComparison.Ordinal)
        // Ids of given up events rise over all apps: any may be another's. The store's own tests have more of it.
        .Replace("{event}", "1", StringComparison.Ordinal)
        // The same words in both apps: they lead nowhere without the user.
        .Replace("{peer}", "somebody", StringComparison.Ordinal).Replace("{device}", "phone", StringComparison.Ordinal)
        // Random, and told to nobody but the client: PushConnectionTests tries another app's.
        .Replace("{connection}", "AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal)
        .Replace("{push}", "0123456789abcdef0123456789abcdef", StringComparison.Ordinal)
        .Replace("{file}", File, StringComparison.Ordinal);
}
