using Rooms.Contracts.Pushes;

namespace Rooms.Grains.Pushes;

/// <summary>A push that is not out yet, in the name of who ordered it.</summary>
internal sealed record WaitingPush(string Id, Caller Caller, PushOrder Order)
{
    /// <summary>About what it takes in memory.</summary>
    public int Size => 200 + (Order.Text?.Length ?? 0) + (Order.Data?.Length ?? 0) + (40 * Order.Targets);

    public PushView ToView(PushState state) => new(Id, state, Order.At, Order.Users.Length + Order.Rooms.Length, 0, []);
}
