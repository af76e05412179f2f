using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Pushes;

/// <summary>Connections of this process that are on no loop, since their protocol has a transport of its own. Any thread.</summary>
internal interface IDetachedConnections
{
    /// <summary>To those that the push is for; answers to how many. Does not wait for them.</summary>
    int Send(LivePush push);

    IEnumerable<ConnectionDto> Of(string app);

    /// <summary>False: the app has no such connection here.</summary>
    bool TryClose(string app, string id, string reason);

    /// <summary>False: the app has no such connection here.</summary>
    bool TryLabel(string app, string id, string[] labels);
}
