namespace Rooms.Grains.Users;

internal static class UserRetention
{
    /// <summary>Conversations listed; past it the one that was quiet the longest is forgotten, its messages stay in the inbox.</summary>
    public const int Conversations = 500;

    /// <summary>Peers whose last message is known again when it is delivered twice, which happens within minutes. Some 300 KB of a snapshot.</summary>
    public const int PeerSends = 5_000;

    /// <summary>The name of a user's journal.</summary>
    public static string JournalOf(string app, string user) => $"user/{app}/{user}";
}
