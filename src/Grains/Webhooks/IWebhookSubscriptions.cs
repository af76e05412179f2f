using Rooms.Contracts.Feeds;

namespace Rooms.Grains.Webhooks;

/// <summary>Which events the apps are told by webhook. Asked in grains' turns, for every event: answers at once.</summary>
public interface IWebhookSubscriptions
{
    bool Wants(string app, string type, DeliveryClass delivery);
}
