namespace Rooms.Benchmarks.Push;

/// <summary>A bar and what was measured against it.</summary>
internal sealed record PushGoal(string Name, string Bar, string Measured, bool IsMet);
