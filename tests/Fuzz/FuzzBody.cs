namespace Rooms.Fuzz;

/// <summary>Gives one input to the parser under test and notes in <paramref name="trace"/> what came out. Throws when something is wrong.</summary>
internal delegate void FuzzBody(ReadOnlySpan<byte> input, Trace trace);
