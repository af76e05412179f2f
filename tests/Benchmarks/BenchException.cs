namespace Rooms.Benchmarks;

/// <summary>A measurement that cannot be made; the message says which program said what.</summary>
public sealed class BenchException(string message) : Exception(message);
