using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Web;

/// <summary>Lets a viewer go when its client has gone or the node shuts down: the server waits for open responses, and these never end by themselves.</summary>
internal sealed class Departure(IHostApplicationLifetime lifetime)
{
    public Registrations Watch(Viewer viewer, CancellationToken aborted) => new(
        aborted.UnsafeRegister(static state => ((Viewer)state!).Leave(ViewerEnd.PeerClosed), viewer),
        lifetime.ApplicationStopping.UnsafeRegister(static state => ((Viewer)state!).Leave(ViewerEnd.ShuttingDown), viewer));

    internal readonly struct Registrations(CancellationTokenRegistration gone, CancellationTokenRegistration stopping) : IDisposable
    {
        public void Dispose()
        {
            gone.Dispose();
            stopping.Dispose();
        }
    }
}
