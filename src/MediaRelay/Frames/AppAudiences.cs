using System.Collections.Concurrent;

namespace Rooms.MediaRelay.Frames;

/// <summary>The apps that have or had streams at this node; their number is an operator's choice.</summary>
internal sealed class AppAudiences
{
    private readonly ConcurrentDictionary<string, AppAudience> apps = new(StringComparer.Ordinal);

    public AppAudience Of(string app) => apps.GetOrAdd(app, _ => new AppAudience());
}
