namespace Rooms.Fuzz;

/// <summary>The step budget of one input is spent.</summary>
public sealed class HangException(long steps) : Exception($"still going after {steps} steps");
