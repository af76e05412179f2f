namespace Rooms.Gateway.OpenApi;

/// <summary>Codes that a route may answer, for its documentation.</summary>
internal sealed record RefusalsMetadata(string[] Codes);
