using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rooms.Contracts.Users;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Users;

/// <summary>One fact of a user's journal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Sending), "sending")]
[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(SendRefused), "refused")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Pushed), "pushed")]
[JsonDerivedType(typeof(ReadUpTo), "read")]
[JsonDerivedType(typeof(PeerBlocked), "blocked")]
[JsonDerivedType(typeof(PeerUnblocked), "unblocked")]
[JsonDerivedType(typeof(DevicesSet), "devices")]
[JsonDerivedType(typeof(EraseBegun), "erase")]
[JsonDerivedType(typeof(ErasedUpTo), "erasedOwn")]
[JsonDerivedType(typeof(PeerErased), "erasedPeer")]
[JsonDerivedType(typeof(RoomErased), "erasedRoom")]
[JsonDerivedType(typeof(EraseDone), "erased")]
[JsonDerivedType(typeof(ErasedFrom), "erasedFrom")]
internal abstract record UserEntry : JournalFact;

/// <summary>An event that holds what somebody wrote, which may be erased; its number and who wrote to whom stay.</summary>
internal abstract record UserText(string Type, string? Text, string? Data) : UserEntry
{
    public bool? IsErased { get; init; }

    public UserText Erase() => this with { Text = null, Data = null, IsErased = true };
}

/// <summary>The intent: from here on the message arrives, or is refused by its receiver.</summary>
internal sealed record Sending(Outgoing Message) : UserEntry;

/// <summary>The receiver has it; this is the sender's own copy.</summary>
internal sealed record Sent(long Send, string Id, string To, string Type, string? Text, string? Data) : UserText(Type, Text, Data);

internal sealed record SendRefused(long Send) : UserEntry;

internal sealed record Received(string Id, string From, long Send, string Type, string? Text, string? Data) : UserText(Type, Text, Data);

internal sealed record Pushed(string? Id, string Type, string? Text, string? Data) : UserText(Type, Text, Data);

internal sealed record ReadUpTo(string Peer, long Seq) : UserEntry;

internal sealed record PeerBlocked(string Peer) : UserEntry;

internal sealed record PeerUnblocked(string Peer) : UserEntry;

/// <summary>All of them: they are few.</summary>
internal sealed record DevicesSet(ImmutableArray<Device> Devices) : UserEntry;

/// <summary>From here on every text up to the number <paramref name="UpTo"/> goes, here, at the peers and in the rooms joined, whatever happens to the process. <paramref name="Sends"/>: how many messages the user had sent; null: not counted then.</summary>
internal sealed record EraseBegun(long UpTo, ImmutableArray<string> Peers, ImmutableArray<string> Rooms, long? Sends = null) : UserEntry;

/// <summary>Own texts are gone up to the number. Itself numbered where it erased some, so that clients and gateways let go of them too.</summary>
internal sealed record ErasedUpTo(long Seq) : UserEntry;

internal sealed record PeerErased(string Peer) : UserEntry;

internal sealed record RoomErased(string Room) : UserEntry;

internal sealed record EraseDone : UserEntry;

/// <summary>A peer's texts in this inbox are gone, up to that message of the peer's (null: all). Numbered as <see cref="ErasedUpTo"/>.</summary>
internal sealed record ErasedFrom(string Peer, long? Sends = null) : UserEntry;
