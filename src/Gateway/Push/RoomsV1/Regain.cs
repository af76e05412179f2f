using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// What a session asks of itself when the feed cannot go on where the client was: begin anew at the newest state. <paramref name="After"/>: the last number
/// that the client has. Waits its turn among the client's own commands.
/// </summary>
internal sealed record Regain(string Room, long After) : ClientFrame;
