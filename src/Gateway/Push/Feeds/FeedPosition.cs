namespace Rooms.Gateway.Push.Feeds;

/// <summary>Numbers that are none.</summary>
internal static class FeedPosition
{
    /// <summary>As <c>after</c>: only what comes from now on.</summary>
    public const long Now = -1;
}
