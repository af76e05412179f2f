using Rooms.Grains.Journal;

namespace Rooms.Grains.Users;

/// <summary>What one command to a user would write.</summary>
internal sealed class UserChange(UserState before, DateTimeOffset now, bool isOffline) : JournalChange<UserEntry, UserState>(before, now)
{
    /// <summary>No session of the user hears of it: the app's webhook does.</summary>
    public bool IsOffline => isOffline;
}
