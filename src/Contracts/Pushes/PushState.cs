namespace Rooms.Contracts.Pushes;

public enum PushState
{
    Scheduled,

    /// <summary>Every target has it, or refused it.</summary>
    Delivered,

    /// <summary>Its time was over before it could go out, or before the last target could be reached.</summary>
    Expired,
    Cancelled,
}
