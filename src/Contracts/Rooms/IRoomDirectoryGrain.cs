using System.Collections.Immutable;

namespace Rooms.Contracts.Rooms;

/// <summary>The lists of one app's rooms (grain key: the app), newest first. A stateless worker in front of the read model.</summary>
[Alias("rooms.IRoomDirectoryGrain")]
public interface IRoomDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Refusals: body_invalid for a cursor that this server did not make.</summary>
    [Alias("List")]
    Task<Outcome<RoomPage>> ListAsync(RoomQuery query, CancellationToken cancellation = default);
}

/// <summary>Null scene: all. Null status: created and open. Limit 1-100.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomQuery")]
public sealed record RoomQuery(
    [property: Id(0)] RoomScene? Scene,
    [property: Id(1)] RoomStatus? Status,
    [property: Id(2)] int Limit,
    [property: Id(3)] string? Cursor);

/// <summary><paramref name="Next"/> null: the end.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomPage")]
public sealed record RoomPage([property: Id(0)] ImmutableArray<RoomView> Rooms, [property: Id(1)] string? Next);
