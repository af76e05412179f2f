namespace Rooms.Gateway.Http;

/// <summary>On a route that changes something and still belongs to work under way: a publisher's heartbeat.</summary>
internal sealed record ServedWhileDraining;
