using Microsoft.AspNetCore.Http;
using Rooms.Edge;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Web;

/// <summary>A request for a stream that is here, with a token that is good.</summary>
internal sealed record PlayRequest(HttpContext Context, PlayTarget Target, LiveStream Stream, string Token)
{
    public string Address => Context.Connection.RemoteIpAddress is { } address ? ClientAddress.Plain(address).ToString() : "";

    public CancellationToken Aborted => Context.RequestAborted;
}
