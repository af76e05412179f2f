using Microsoft.Extensions.Options;
using Rooms.Gateway.Pushes;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>webim's clients as connections of its app: a push is a message of the system to them.</summary>
internal sealed class WebImConnections(WebImHub hub, IOptions<WebImOptions> options) : IDetachedConnections
{
    public int Send(LivePush push)
    {
        if (push.App != options.Value.App) return 0;
        var message = WebImRoomMessage.FromPush(push.Event).ToFromMsg();
        var sent = 0;
        foreach (var client in hub.Clients)
        {
            if (!push.Aim.Meets(client.Id, client.Labels)) continue;
            client.Send(message);
            sent++;
        }
        return sent;
    }

    public IEnumerable<ConnectionDto> Of(string app) => app == options.Value.App ? hub.Clients.Select(ToDto) : [];

    public bool TryClose(string app, string id, string reason)
    {
        if (Find(app, id) is not { } client) return false;
        // webim has no word for a reason.
        hub.Leave(client);
        return true;
    }

    public bool TryLabel(string app, string id, string[] labels)
    {
        if (Find(app, id) is not { } client) return false;
        client.Labels = labels;
        return true;
    }

    private WebImClient? Find(string app, string id) => app == options.Value.App ? hub.Clients.FirstOrDefault(client => client.Id == id) : null;

    private ConnectionDto ToDto(WebImClient client) => new(
        client.Id, client.UserId, client.Origin.Transport, client.Origin.Since, client.Origin.Address, [options.Value.Room], [.. client.Labels], client.QueuedBytes, Dropped: 0);
}
