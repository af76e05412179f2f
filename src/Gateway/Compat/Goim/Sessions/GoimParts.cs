using Microsoft.Extensions.Options;
using Rooms.Gateway.Push.Feeds;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>What every session works with.</summary>
internal sealed class GoimParts(FeedHub feeds, GoimClients clients, GoimRooms rooms, IOptions<GoimOptions> options, IOptions<GoimV1Options> v1, IOptions<GoimV2Options> v2)
{
    // One a form of the wire: whoever speaks it shares what is encoded.
    private readonly GoimFeedForm[] forms = [.. Enum.GetValues<GoimForm>().Select(form => new GoimFeedForm(form, options.Value.MessageOperation))];

    public FeedHub Feeds => feeds;

    public GoimClients Clients => clients;

    public GoimRooms Rooms => rooms;

    public GoimV1Options V1 => v1.Value;

    public GoimV2Options V2 => v2.Value;

    public GoimFeedForm FeedFormOf(GoimForm form) => forms[(int)form];
}
