using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Gateway.Demo;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.Push.Sse;
using Rooms.Gateway.Sessions;

namespace Rooms.Gateway.V1;

/// <summary>The native REST surface: a menu of its resources.</summary>
internal static class V1Api
{
    public static void MapV1(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1").RequireAuthorization().Refuses(
            ErrorCodes.TokenInvalid, ErrorCodes.BodyInvalid, ErrorCodes.RateLimited, ErrorCodes.QuotaRequests, ErrorCodes.Draining, ErrorCodes.NodeUnavailable);
        v1.AddEndpointFilter(new RouteIdFilter()).AddEndpointFilter(new IdempotencyKeyFilter()).AddEndpointFilter(new RefusedArguments());
        v1.MapTokens();
        v1.MapDemo();
        v1.MapRooms();
        v1.MapRoomFigures();
        v1.MapMembers();
        v1.MapModeration();
        v1.MapCards();
        v1.MapLikes();
        v1.MapGifts();
        v1.MapMessages();
        v1.MapEvents();
        v1.MapFiles();
        v1.MapSse();
        v1.MapStreams();
        v1.MapFigures();
        v1.MapUsers();
        v1.MapPrivateMessages();
        v1.MapInbox();
        v1.MapConversations();
        v1.MapBlocks();
        v1.MapDevices();
        v1.MapExport();
        v1.MapErasure();
        v1.MapUsage();
        v1.MapNodes();
        v1.MapPushStats();
        v1.MapSession();
        v1.MapApps();
        v1.MapKeys();
        v1.MapAudit();
        v1.MapWebhooks();
        v1.MapPush();
        v1.MapConnections();
    }
}
