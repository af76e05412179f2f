namespace Rooms.Contracts.Feeds;

public static class Following
{
    /// <summary>Three times the longest pause between two follows of a quiet feed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(90);
}
