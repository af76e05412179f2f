using Microsoft.Extensions.Logging;
using Rooms.Edge;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>What a <see cref="PushListener"/> works with.</summary>
internal sealed record PushParts(
    PushLoops Loops, PushAdmission Admission, PushDoor Door, HalfOpenSockets HalfOpen, TrustedProxies Proxies, PushMetrics Metrics, ILogger<PushListener> Logger);
