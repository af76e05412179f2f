namespace Rooms.Fuzz;

/// <summary>The same parser with a bug put in: the fuzzer must find it, as the kind of finding that it is.</summary>
internal sealed record Plant(string Name, FindingKind Kind, FuzzBody Body);
