using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Directory;

/// <summary>A row of the room lists: newer rooms have higher numbers, and a room keeps its number.</summary>
public readonly record struct NumberedRoom(long Number, RoomView View);
