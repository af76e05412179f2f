using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.MediaRelay.Control;

/// <summary>Where the control plane is, for a node in a process of its own. The node beside a gateway talks to it in memory.</summary>
internal sealed class ControlOptions : IValidatableObject
{
    public const string Section = "Control";

    /// <summary><c>ws://host:port/control</c> or <c>wss://...</c></summary>
    public string Url { get; set; } = "";

    /// <summary>The same as the gateway's.</summary>
    [SecretValue]
    public string Secret { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length == 0) yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss"))
            yield return new("ws://host:port/control or wss://...", [nameof(Url)]);
        if (Secret.Length == 0) yield return new("the gateway's Control:Secret", [nameof(Secret)]);
    }
}
