using Rooms.Configuration;

namespace Rooms.Silo.Webhooks;

/// <summary>The events that apps want, by app: those of <c>Apps:NAME:Webhooks</c> that have an address. The gateway has the checks.</summary>
[Reloadable]
internal sealed class SubscriptionsOptions
{
    public Dictionary<string, string[]> Events { get; } = new(StringComparer.Ordinal);
}
