using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Pushes;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>What every session works with.</summary>
internal sealed partial class GoimParts(
    FeedHub feeds, GoimClients clients, GoimOnline online, GoimRooms rooms, IOptions<GoimOptions> options, IOptions<GoimV1Options> v1, IOptions<GoimV2Options> v2,
    ILogger<GoimParts> logger)
{
    // One a form of the wire: whoever speaks it shares what is encoded.
    private readonly GoimFeedForm[] forms = [.. Enum.GetValues<GoimForm>().Select(form => new GoimFeedForm(form, options.Value.MessageOperation))];

    // Replaced as a whole: others read it.
    private volatile Asked asked = new(null, 0);

    public FeedHub Feeds => feeds;

    public GoimClients Clients => clients;

    public GoimOnline Online => online;

    public GoimRooms Rooms => rooms;

    public int MessageOperation => options.Value.MessageOperation;

    public GoimV1Options V1 => v1.Value;

    public GoimV2Options V2 => v2.Value;

    /// <summary>The operation that a push comes as. Every connection asks this about the same push, so the last answer is kept. Any thread.</summary>
    public int OperationOf(LivePush push)
    {
        var known = asked;
        if (known.Push != push) asked = known = new Asked(push, forms[0].MessageOf(push.Event).Operation);
        return known.Operation;
    }

    public GoimFeedForm FeedFormOf(GoimForm form) => forms[(int)form];

    [LoggerMessage(LogLevel.Error, "A client could not enter the goim room {RoomKey}")]
    public partial void EnteringFailed(Exception bug, string roomKey);

    private sealed record Asked(LivePush? Push, int Operation);
}
