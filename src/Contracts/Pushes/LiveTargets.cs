using System.Collections.Immutable;

namespace Rooms.Contracts.Pushes;

/// <summary>Connections of an app, those that are there when a push goes out: all, those of these ids, those with one of these labels.</summary>
[GenerateSerializer, Immutable, Alias("rooms.LiveTargets")]
public sealed record LiveTargets(
    [property: Id(0)] bool All, [property: Id(1)] ImmutableArray<string> Connections, [property: Id(2)] ImmutableArray<string> Labels)
{
    public int Count => Connections.Length + Labels.Length + (All ? 1 : 0);
}
