namespace Rooms.Grains.Rooms;

/// <summary>A message was taken back. Its own entry holds no text from then on.</summary>
internal sealed record MessageRecalled(long Seq) : RoomEntry;

/// <summary>Texts that a user wrote here were erased in this unit. Numbered, so that clients let go of them too.</summary>
internal sealed record MessagesErased(string Member) : RoomEntry;
