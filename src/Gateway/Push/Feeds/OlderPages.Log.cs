using Microsoft.Extensions.Logging;
using Rooms.Contracts.Feeds;

namespace Rooms.Gateway.Push.Feeds;

internal sealed partial class OlderPages
{
    [LoggerMessage(LogLevel.Error, "Older events of the feed {Feed} could not be read; whoever waited for them is told to ask again")]
    private static partial void ReadFailed(ILogger logger, Exception fault, FeedId feed);
}
