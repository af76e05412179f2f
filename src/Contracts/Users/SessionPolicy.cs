namespace Rooms.Contracts.Users;

/// <summary>How many sessions a user may have at once; a new one takes the place of those that may not stay.</summary>
public enum SessionPolicy
{
    Many,
    One,
    OnePerClass,
}
