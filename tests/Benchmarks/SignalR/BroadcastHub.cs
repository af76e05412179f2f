using Microsoft.AspNetCore.SignalR;

namespace Rooms.Benchmarks.SignalR;

/// <summary>Clients only listen.</summary>
internal sealed class BroadcastHub : Hub;
