using System.Collections.Immutable;

namespace Rooms.Contracts.Pushes;

/// <summary>
/// A scheduled push. <paramref name="Targets"/>: users and rooms; <paramref name="Accepted"/>: those of them that have it. <paramref name="Failed"/>: at most
/// <see cref="MaxFailures"/>. <paramref name="Connections"/>: how many were sent it; null: not yet, or none were asked for.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.PushView")]
public sealed record PushView(
    [property: Id(0)] string Id,
    [property: Id(1)] PushState State,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] int Targets,
    [property: Id(4)] int Accepted,
    [property: Id(5)] ImmutableArray<PushFailure> Failed,
    [property: Id(6)] int? Connections = null)
{
    public const int MaxFailures = 100;
}
