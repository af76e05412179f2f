using System.Collections.Immutable;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>
/// The rooms that a user joined. Written a second after a change, many at once: the rooms themselves hold the truth, so a crash may cost this
/// list its last second.
/// </summary>
public sealed class UserGrain([PersistentState("user")] IPersistentState<UserState> state) : Grain, IUserGrain
{
    private static readonly TimeSpan WriteDelay = TimeSpan.FromSeconds(1);
    private IGrainTimer? writing;
    private bool isDirty;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => WriteAsync();

    public Task JoinedAsync(string roomId, CancellationToken cancellation = default) => Change(UserRules.Join(state.State.Rooms, roomId));

    public Task LeftAsync(string roomId, CancellationToken cancellation = default) => Change(UserRules.Leave(state.State.Rooms, roomId));

    public Task<UserView> GetAsync(CancellationToken cancellation = default) =>
        Task.FromResult(new UserView(Ids.Split(this.GetPrimaryKeyString()).Id, state.State.Rooms));

    private Task Change(ImmutableArray<string> rooms)
    {
        if (rooms.SequenceEqual(state.State.Rooms)) return Task.CompletedTask;
        state.State.Rooms = rooms;
        if (isDirty) return Task.CompletedTask;
        isDirty = true;
        writing ??= this.RegisterGrainTimer(WriteAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        writing.Change(WriteDelay, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private async Task WriteAsync()
    {
        if (!isDirty) return;
        await state.WriteStateAsync();
        // After a write that failed it stays dirty: the end of the activation tries once more.
        isDirty = false;
    }
}
