namespace Rooms.Gateway.Push.Sockets;

/// <summary>A path whose WebSockets are pushed to. Registered as a singleton each; <c>MapPush</c> serves them all.</summary>
internal sealed class PushRoute(string path, Func<PushSurface> make)
{
    // When it is first asked for: routes are known before the options of their sessions are checked.
    private readonly Lazy<PushSurface> surface = new(make);

    public PushRoute(string path, PushSurface surface)
        : this(path, () => surface)
    {
    }

    public string Path => path;

    public PushSurface Surface => surface.Value;
}
