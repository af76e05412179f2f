using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rooms.Contracts.Pushes;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Pushes;

/// <summary>One fact of an app's schedule.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(PushScheduled), "scheduled")]
[JsonDerivedType(typeof(PushCancelled), "cancelled")]
[JsonDerivedType(typeof(PushEnded), "ended")]
internal abstract record PushEntry : JournalFact;

internal sealed record PushScheduled(WaitingPush Push) : PushEntry;

internal sealed record PushCancelled(string Id) : PushEntry;

internal sealed record PushEnded(string Id, PushState State, int Accepted, ImmutableArray<PushFailure> Failed, int? Connections = null) : PushEntry;
