using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Relays;

namespace Rooms.Grains.Relays;

/// <summary>
/// The media nodes, in memory: nodes register again when this grain has moved. Orders go to the gateway that holds a node's connection, and may
/// be lost there; whoever must know asks again.
/// </summary>
[KeepAlive]
public sealed partial class RelayDirectoryGrain(TimeProvider time, IOptions<RelayOptions> options, ILogger<RelayDirectoryGrain> logger)
    : Grain, IRelayDirectoryGrain
{
    // Nodes have names of an operator's choosing; one that makes up new ones must not fill the memory.
    private const int MaxNodes = 1_000;

    private static readonly RelayLoad NoLoad = new(0, 0, 0, 0, 0);
    private readonly Dictionary<string, RelayEntry> nodes = [];
    private readonly Dictionary<string, IRelayLink> links = [];
    private readonly HeldChoices held = new();
    private long picks;

    public Task RegisterAsync(RelayNode node, IRelayLink link, CancellationToken cancellation = default)
    {
        var known = nodes.GetValueOrDefault(node.Id);
        var now = time.GetUtcNow();
        // A connection that broke off changes nothing; a node that was away longer was restarted, which ends its draining.
        var isStillDraining = known is { IsDraining: true } && now - known.SeenAt < RelayRules.LostAfter;
        if (known is null && nodes.Count >= MaxNodes) ForgetLost();
        if (known is null && nodes.Count >= MaxNodes) throw new InvalidOperationException($"there are {MaxNodes} media nodes already");
        nodes[node.Id] = new RelayEntry(node, known?.Load ?? NoLoad, now, IsConnected: true, isStillDraining, known?.LastPick ?? 0);
        links[node.Id] = link;
        Registered(node.Id, node.Session);
        return Task.CompletedTask;
    }

    public Task LoadAsync(string nodeId, RelayLoad load)
    {
        if (nodes.TryGetValue(nodeId, out var known)) nodes[nodeId] = known with { Load = load, SeenAt = time.GetUtcNow() };
        return Task.CompletedTask;
    }

    public Task DisconnectedAsync(string nodeId, string session, CancellationToken cancellation = default)
    {
        if (nodes.TryGetValue(nodeId, out var known) && known.Node.Session == session)
        {
            nodes[nodeId] = known with { IsConnected = false };
            links.Remove(nodeId);
            Disconnected(nodeId, session);
        }
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<RelayNodeView>> GetNodesAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        return Task.FromResult<ImmutableArray<RelayNodeView>>(
            [.. nodes.Values.OrderBy(n => n.Node.Id, StringComparer.Ordinal).Select(n => new RelayNodeView(n.Node, n.Load, RelayRules.StateOf(n, now)))]);
    }

    public Task<Outcome<RelayNode>> PickAsync(RelayWish wish, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        if (held.Find(wish.Client, now) is { } before && nodes.TryGetValue(before, out var same) && RelayRules.StillFits(same, wish, now))
            return Task.FromResult<Outcome<RelayNode>>(same.Node);
        var picked = RelayRules.Pick(nodes.Values, wish, wish.Strategy ?? options.Value.Strategy, now, Random.Shared.NextDouble());
        if (picked.Value is not { } entry) return Task.FromResult(Refusal.Of<RelayNode>(picked.Code!, picked.Detail!));
        nodes[entry.Node.Id] = entry with { LastPick = ++picks };
        held.Hold(wish.Client, entry.Node.Id, now);
        return Task.FromResult<Outcome<RelayNode>>(entry.Node);
    }

    public Task<RelayNode?> FindAsync(string nodeId, CancellationToken cancellation = default) =>
        Task.FromResult(nodes.TryGetValue(nodeId, out var known) && RelayRules.StateOf(known, time.GetUtcNow()) != RelayNodeState.Lost ? known.Node : null);

    public async Task<bool> OrderAsync(string nodeId, RelayOrder order, CancellationToken cancellation = default)
    {
        if (await FindAsync(nodeId, cancellation) is null || !links.TryGetValue(nodeId, out var link)) return false;
        await link.OrderAsync(nodeId, order);
        return true;
    }

    public Task<Outcome<Done>> DrainAsync(string nodeId, CancellationToken cancellation = default)
    {
        if (!nodes.TryGetValue(nodeId, out var known)) return Task.FromResult(Refusal.Of<Done>(ErrorCodes.NodeNotFound, $"no node {nodeId}"));
        nodes[nodeId] = known with { IsDraining = true };
        Draining(nodeId);
        return Task.FromResult<Outcome<Done>>(Done.Value);
    }

    private void ForgetLost()
    {
        var now = time.GetUtcNow();
        foreach (var lost in nodes.Values.Where(n => RelayRules.StateOf(n, now) == RelayNodeState.Lost).ToList())
        {
            nodes.Remove(lost.Node.Id);
            links.Remove(lost.Node.Id);
        }
    }

    [LoggerMessage(LogLevel.Information, "Media node {Node} registered, session {Session}")]
    private partial void Registered(string node, string session);

    [LoggerMessage(LogLevel.Information, "Media node {Node} disconnected, session {Session}")]
    private partial void Disconnected(string node, string session);

    [LoggerMessage(LogLevel.Information, "Media node {Node} drains: it gets no new streams")]
    private partial void Draining(string node);
}
