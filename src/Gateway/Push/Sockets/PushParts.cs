namespace Rooms.Gateway.Push.Sockets;

/// <summary>What a <see cref="PushListener"/> works with.</summary>
internal sealed record PushParts(PushLoops Loops, PushAdmission Admission, PushDoor Door);
