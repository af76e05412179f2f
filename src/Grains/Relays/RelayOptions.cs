using Rooms.Contracts.Relays;

namespace Rooms.Grains.Relays;

/// <summary>How media nodes are chosen.</summary>
public sealed class RelayOptions
{
    public const string Section = "Relays";

    /// <summary>Among the nodes that fit. LeastUsed spreads viewers; MostUsed fills nodes one by one so that others can be switched off.</summary>
    public RelayStrategy Strategy { get; set; } = RelayStrategy.LeastUsed;
}
