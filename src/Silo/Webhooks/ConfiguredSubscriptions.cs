using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Webhooks;
using Rooms.Grains.Webhooks;

namespace Rooms.Silo.Webhooks;

/// <summary>Answers out of the configuration, as it is now. Any thread.</summary>
internal sealed class ConfiguredSubscriptions : IWebhookSubscriptions
{
    private readonly IOptionsMonitor<SubscriptionsOptions> options;
    // Types are the program's own words, some dozens.
    private volatile ConcurrentDictionary<(string App, string Type, DeliveryClass Delivery), bool> known = new();

    public ConfiguredSubscriptions(IOptionsMonitor<SubscriptionsOptions> options)
    {
        this.options = options;
        // For the life of the program, as this is.
        options.OnChange(_ => known = new());
    }

    public bool Wants(string app, string type, DeliveryClass delivery)
    {
        var apps = options.CurrentValue.Events;
        if (apps.Count == 0 || !apps.TryGetValue(app, out var patterns)) return false;
        return known.GetOrAdd((app, type, delivery), key => patterns.Any(pattern => EventPattern.Matches(pattern, key.Type, key.Delivery)));
    }
}
