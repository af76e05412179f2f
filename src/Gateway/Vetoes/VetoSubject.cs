namespace Rooms.Gateway.Vetoes;

/// <summary>Who wants something where.</summary>
internal readonly record struct VetoSubject(string App, string Room, string? User);
