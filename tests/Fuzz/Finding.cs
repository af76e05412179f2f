namespace Rooms.Fuzz;

internal sealed record Finding(FindingKind Kind, string Detail, byte[] Input);
