using System.Collections.Concurrent;
using Rooms.Contracts.Pushes;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Tests.Pushes;

/// <summary>A gateway's connections, as a schedule sees them.</summary>
internal sealed class RecordingPushes : ILivePushes
{
    public const int Reached = 3;

    public ConcurrentQueue<(string App, LiveTargets Targets, PushMessage Message)> Sent { get; } = [];

    public Task<int> SendAsync(string app, LiveTargets targets, PushMessage message)
    {
        Sent.Enqueue((app, targets, message));
        return Task.FromResult(Reached);
    }
}
