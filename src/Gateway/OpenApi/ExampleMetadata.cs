namespace Rooms.Gateway.OpenApi;

/// <summary>A body that a reader may try, as JSON.</summary>
internal sealed record ExampleMetadata(string Json);
