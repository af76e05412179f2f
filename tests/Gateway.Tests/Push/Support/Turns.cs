using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>Waits for what a loop does by itself: looked at in its turns, which are its signal.</summary>
internal static class Turns
{
    public static async Task UntilAsync(PushConnection connection, Func<bool> isReached)
    {
        using var deadline = new CancellationTokenSource(Waits.Long);
        while (!await PushHarness.OnLoopAsync(connection, isReached)) deadline.Token.ThrowIfCancellationRequested();
    }
}
