using Microsoft.Extensions.Logging;
using Rooms.Contracts.Feeds;

namespace Rooms.Gateway.Push.Feeds;

internal sealed partial class FeedHub
{
    [LoggerMessage(LogLevel.Error, "The feed {Feed} is no longer pulled; its subscribers are told")]
    private partial void PullingFailed(Exception bug, FeedId feed);

    [LoggerMessage(LogLevel.Debug, "The grain of feed {Feed} was not told that it is no longer followed: {Reason}")]
    private partial void NotUnfollowed(FeedId feed, string reason);
}
