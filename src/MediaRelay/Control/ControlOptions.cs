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

    /// <summary>
    /// A PEM file, for <c>wss://</c>: who signs the gateway's certificate, instead of the authorities that this machine trusts. Empty: those.
    /// The name in the certificate is checked in any case.
    /// </summary>
    public string CertificateAuthority { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length == 0) yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss"))
            yield return new("ws://host:port/control or wss://...", [nameof(Url)]);
        if (CertificateAuthority.Length > 0 && PrivateAuthority.TryRead(CertificateAuthority, out var fault) is null)
            yield return new($"a PEM file of certificates: {fault}", [nameof(CertificateAuthority)]);
        if (Secret.Length == 0) yield return new("the gateway's Control:Secret", [nameof(Secret)]);
    }
}
