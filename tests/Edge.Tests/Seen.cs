namespace Rooms.Edge.Tests;

/// <summary>How the server saw a request.</summary>
internal sealed record Seen(string Address, string Scheme, string Host);
