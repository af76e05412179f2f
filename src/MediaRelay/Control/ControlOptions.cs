using System.ComponentModel.DataAnnotations;

namespace Rooms.MediaRelay.Control;

/// <summary>Where the control plane is, for a node in a process of its own. The node beside a gateway talks to it in memory.</summary>
internal sealed class ControlOptions : IValidatableObject
{
    public const string Section = "Control";

    /// <summary><c>ws://host:port/control</c> or <c>wss://...</c></summary>
    public string Url { get; set; } = "";

    /// <summary>The same as the gateway's.</summary>
    public string Secret { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length == 0) yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss"))
            yield return new($"Control:Url is '{Url}'; wanted ws://host:port/control or wss://...", [nameof(Url)]);
        if (Secret.Length == 0) yield return new("Control:Secret is empty; wanted the gateway's Control:Secret", [nameof(Secret)]);
    }
}
