using System.ComponentModel;
using Rooms.Contracts.Webhooks;
using Rooms.Gateway.Webhooks;

namespace Rooms.Gateway.V1.Dto;

internal sealed record WebhooksDto(
    [property: Description("Where events are posted, without its query; absent: nowhere.")] string? Url,
    string[] Events,
    [property: Description("Events that wait.")] long Pending,
    [property: Description("When the oldest of them happened.")] DateTimeOffset? OldestAt,
    [property: Description("Events that were given up and can be replayed.")] long Dead,
    [property: Description("Events that were given up because too many waited, since ever.")] long Dropped,
    [property: Description("Calls of this gateway process that failed since its start, or since the webhook was configured.")] long Failures,
    [property: Description("Of the newest of them; where there are none, of what waits or of the newest that was given up.")] string? LastError,
    [property: Description("When the newest of this process failed.")] DateTimeOffset? LastErrorAt)
{
    public static WebhooksDto From(WebhookOptions? options, OutboxFigures figures, WebhookHealth? health)
    {
        var (failures, last) = health?.Read() ?? default;
        var isOn = options is { Url.Length: > 0 };
        return new WebhooksDto(
            isOn ? new Uri(options!.Url).GetLeftPart(UriPartial.Path) : null, isOn ? options!.Events : [], figures.Pending, figures.OldestAt, figures.Dead,
            figures.Dropped, failures, last?.Error ?? figures.LastError, last?.At);
    }
}
