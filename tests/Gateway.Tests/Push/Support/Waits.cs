namespace Rooms.Gateway.Tests.Push.Support;

internal static class Waits
{
    /// <summary>For what comes at once on a quiet machine.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
}
