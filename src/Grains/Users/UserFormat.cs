using Rooms.Grains.Journal;

namespace Rooms.Grains.Users;

internal static class UserFormat
{
    /// <summary>Raise the version when an older program would misread what this one writes.</summary>
    public static readonly JournalFormat<UserEntry, UserState> Current = new(1, UserJson.Default.UserEntry, UserJson.Default.UserState);
}
