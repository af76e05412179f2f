using System.Net;
using Microsoft.AspNetCore.Http;
using Rooms.Edge;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>How a client came, for the list of connections.</summary>
internal sealed record WebImOrigin(string Transport, string Address, DateTimeOffset Since)
{
    public const string Socket = "webim";
    public const string Poll = "webim-poll";

    public static WebImOrigin Of(HttpContext context, string transport, TimeProvider time) =>
        new(transport, ClientAddress.Plain(context.Connection.RemoteIpAddress ?? IPAddress.None).ToString(), time.GetUtcNow());
}
