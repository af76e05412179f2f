using System.Collections.Immutable;

namespace Rooms.Grains.Users;

/// <summary>
/// The rooms that a user joined. Written a second after a change, many at once: the rooms themselves hold the truth, so a crash may cost this
/// list its last second.
/// </summary>
public sealed partial class UserGrain
{
    private static readonly TimeSpan WriteDelay = TimeSpan.FromSeconds(1);
    private IGrainTimer? writing;
    private bool isDirty;

    public Task JoinedAsync(string roomId, CancellationToken cancellation = default)
    {
        ChangeRooms(JoinedRoomsRules.Join(joined.State.Rooms, roomId));
        return Task.CompletedTask;
    }

    public Task LeftAsync(string roomId, CancellationToken cancellation = default)
    {
        ChangeRooms(JoinedRoomsRules.Leave(joined.State.Rooms, roomId));
        return Task.CompletedTask;
    }

    private void ChangeRooms(ImmutableArray<string> rooms)
    {
        if (rooms.SequenceEqual(joined.State.Rooms)) return;
        joined.State.Rooms = rooms;
        if (isDirty) return;
        isDirty = true;
        writing ??= this.RegisterGrainTimer(WriteRoomsAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        writing.Change(WriteDelay, Timeout.InfiniteTimeSpan);
    }

    private async Task WriteRoomsAsync()
    {
        if (!isDirty) return;
        // What changes while this is written is written after it.
        isDirty = false;
        try
        {
            await joined.WriteStateAsync();
        }
        catch
        {
            // The end of the activation tries once more.
            isDirty = true;
            throw;
        }
    }
}
