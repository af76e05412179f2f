namespace Rooms.Grains.Rooms;

/// <summary>A message was taken back. Its own entry holds no text from then on.</summary>
internal sealed record MessageRecalled(long Seq) : RoomEntry;

/// <summary>All that a user wrote here was erased. Numbered, so that clients let go of it too.</summary>
internal sealed record MessagesErased(string Member) : RoomEntry;

/// <summary>Beside entries whose texts were erased in the same unit.</summary>
internal sealed record TextsErased(int Count) : RoomEntry;
