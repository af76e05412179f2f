namespace Rooms.Fuzz;

/// <summary>
/// A parser to fuzz. <paramref name="AllocationLimit"/>: most bytes that one input of at most <see cref="Mutator.MaxLength"/> may cost.
/// Seeds are the files under <c>seeds/NAME</c>.
/// </summary>
internal sealed record FuzzTarget(string Name, FuzzBody Body, long AllocationLimit, params Plant[] Plants);
