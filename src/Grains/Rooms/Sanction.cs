namespace Rooms.Grains.Rooms;

/// <summary>A mute or a ban.</summary>
internal sealed record Sanction(DateTimeOffset Until, string Reason, string? By);
