namespace Rooms.Grains.Apps;

/// <summary>Messages of a room, counted in the transaction that stores them.</summary>
public sealed record MessageCount(string App, string Room, int Day, int Count);
