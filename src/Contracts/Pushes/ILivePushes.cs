using Rooms.Contracts.Users;

namespace Rooms.Contracts.Pushes;

/// <summary>Sends to the connections of this process; one without a gateway has none. Any thread.</summary>
public interface ILivePushes
{
    /// <summary>Answers to how many.</summary>
    Task<int> SendAsync(string app, LiveTargets targets, PushMessage message);
}
