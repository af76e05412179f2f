using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;
using Rooms.Contracts.Webhooks;
using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Webhooks;

/// <summary>Where an app's backend is told of events, as <c>Apps:NAME:Webhooks:...</c> (docs/webhooks.md). The silo reads Url and Events too.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Short ones can be guessed from one signed call.</summary>
    public const int MinSecret = 16;

    /// <summary>Where events are posted. Empty: nowhere, and none is kept.</summary>
    [TargetAddress(ErrorMessage = "an address such as https://shop.example/rooms-events, without a user in it")]
    public string Url { get; set; } = "";

    /// <summary>The event types that are posted: <c>*</c>, <c>room.*</c> for all of a kind, or types such as <c>message</c>.</summary>
    [EventPatterns(ErrorMessage = "event types, kinds such as room.*, or *")]
    public string[] Events { get; set; } = [EventPattern.All];

    /// <summary>Signs every call to the backend, webhooks and hooks alike.</summary>
    [SecretValue]
    public string Secret { get; set; } = "";

    /// <summary>Signs beside <see cref="Secret"/> while the secret is being changed: a backend takes a call that either of them signed.</summary>
    [SecretValue]
    public string Secret2 { get; set; } = "";

    /// <summary>Those that every call is signed with.</summary>
    public IReadOnlyList<string> Secrets => Secret2.Length > 0 ? [Secret, Secret2] : [Secret];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret.Length is > 0 and < MinSecret || (Url.Length > 0 && Secret.Length == 0))
            yield return new ValidationResult($"a secret of at least {MinSecret} characters", [nameof(Secret)]);
        if (Secret2.Length is > 0 and < MinSecret || (Secret2.Length > 0 && Secret.Length == 0))
            yield return new ValidationResult($"a secret of at least {MinSecret} characters, beside Secret", [nameof(Secret2)]);
    }
}
