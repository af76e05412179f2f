namespace Rooms.Gateway.Http;

/// <summary>On a route whose body is no JSON and has a limit of its own, which the route sets.</summary>
internal sealed record OwnBodyLimit;
