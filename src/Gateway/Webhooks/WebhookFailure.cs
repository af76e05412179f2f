namespace Rooms.Gateway.Webhooks;

internal sealed record WebhookFailure(string Error, DateTimeOffset At);
