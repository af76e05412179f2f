namespace Rooms.Grains.Users;

/// <summary>The steps of an erasure, in their order.</summary>
internal enum EraseStep
{
    /// <summary>A page of the user's own inbox.</summary>
    Own,

    /// <summary>A peer's inbox.</summary>
    Peer,

    Room,

    /// <summary>Nothing is left but to end it.</summary>
    Finish,
}
