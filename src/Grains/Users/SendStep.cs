using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>Where a command to send stands: its message waits for the receiver, or it was answered before.</summary>
internal readonly record struct SendStep(Outgoing? Waiting, PrivateReceipt? Receipt);
