namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>Where a subscription begins. <paramref name="Body"/> null: the client has what comes before, no snapshot is wanted.</summary>
internal sealed record StartingPoint(long Seq, string? Body);
