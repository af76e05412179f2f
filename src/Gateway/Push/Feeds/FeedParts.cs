using Microsoft.Extensions.Logging;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>What every feed works with.</summary>
internal sealed record FeedParts(
    IFeedSource Source, PushOptions Options, PushBuffers Buffers, PushMetrics Metrics, TimeProvider Time, IFeedObserver[] Observers, ILogger Logger);
