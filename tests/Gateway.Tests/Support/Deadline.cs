namespace Rooms.Gateway.Tests.Support;

internal static class Deadline
{
    /// <summary>Only ever reached by a failing test.</summary>
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);
}
