using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>What the push path of this gateway process does: the message inspector reads it.</summary>
internal static class PushStatsApi
{
    private const int MaxListed = 20;

    public static void MapPushStats(this RouteGroupBuilder v1) => v1.MapGet("/push/stats", Get)
        .RequireAuthorization(BearerHandler.OperatorPolicy)
        .Produces<PushStatsDto>()
        .Refuses(ErrorCodes.Forbidden)
        .Says("See how messages go out", "Of the gateway process that answers. Operators only: connections of every app go the same way.");

    private static Ok<PushStatsDto> Get(PushMetrics metrics, ConnectionTable table, FeedHub feeds, TimeProvider time)
    {
        var loops = metrics.Loops;
        var connections = table.All.ToArray();
        return TypedResults.Ok(new PushStatsDto(
            time.GetUtcNow(),
            connections.Length,
            connections.GroupBy(one => one.Surface.Name).ToDictionary(group => group.Key, group => group.LongCount()),
            feeds.Count,
            loops.Sum(loop => loop.Deliveries),
            loops.Sum(loop => loop.Sends),
            loops.Sum(loop => loop.SentBytes),
            new Dictionary<string, long> { ["latestWins"] = loops.Sum(loop => loop.Dropped) },
            metrics.Ends,
            loops.Sum(loop => loop.QueuedBytes),
            [.. loops.Select(loop => new PushLoopDto(loop.Members, loop.Deliveries, loop.Sends, loop.QueuedBytes, loop.Dropped))],
            Slow(connections),
            Top(feeds)));
    }

    private static PushSlowDto[] Slow(PushConnection[] connections) =>
    [
        .. connections.Where(one => one.QueuedBytes > 0 || one.DroppedEvents > 0)
            .OrderByDescending(one => one.QueuedBytes).ThenByDescending(one => one.DroppedEvents)
            .Take(MaxListed)
            .Select(one => new PushSlowDto(one.Id, one.Surface.Name, $"{one.Address}", one.Since, one.QueuedBytes, one.DroppedEvents, one.DeliveredFrames)),
    ];

    private static PushFeedDto[] Top(FeedHub feeds) =>
    [
        .. feeds.All.Select(feed => new PushFeedDto(feed.Id.Kind.ToString().ToLowerInvariant(), feed.Id.Key, feed.Followers))
            .OrderByDescending(feed => feed.Subscribers)
            .Take(MaxListed),
    ];
}
