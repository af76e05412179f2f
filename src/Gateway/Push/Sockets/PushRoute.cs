namespace Rooms.Gateway.Push.Sockets;

/// <summary>A path whose WebSockets are pushed to. Registered as a singleton each; <c>MapPush</c> serves them all.</summary>
internal sealed record PushRoute(string Path, PushSurface Surface);
