using System.ComponentModel.DataAnnotations;
using System.Text;
using Rooms.Configuration;
using Rooms.Contracts.Rooms;
using Rooms.Edge;
using Rooms.Gateway.Vetoes;
using Rooms.Gateway.Webhooks;
using Rooms.Gateway.Files;

namespace Rooms.Gateway.Auth;

/// <summary>One app: a tenant (rooms-v1 section 1), configured as <c>Apps:NAME:...</c>.</summary>
internal sealed class AppOptions : IValidatableObject
{
    /// <summary>Signs and checks the app's HS256 tokens and buys them at <c>POST /v1/tokens</c>.</summary>
    [SecretValue]
    public string Secret { get; set; } = "";

    /// <summary>Valid beside <see cref="Secret"/> while a secret is being changed.</summary>
    [SecretValue]
    public string Secret2 { get; set; } = "";

    /// <summary>The app's own ES256 keys: a JWK set, inline or by URL. Empty: only HS256 tokens.</summary>
    public string Jwks { get; set; } = "";

    /// <summary>Web origins whose pages may call REST, play and open WebSockets of this app, or <c>*</c>. Empty: <c>Cors:Origins</c>.</summary>
    [Origins(ErrorMessage = "* or origins such as https://shop.example")]
    public string[] Origins { get; set; } = [];

    /// <summary>May tokens of role user send gifts? Off: a gift is money, so the app's backend reports it.</summary>
    public bool UserGifts { get; set; }

    /// <summary>Sessions of one user at a time: any number, one, or one on each class of device. The displaced one hears <c>replaced</c>.</summary>
    [AllowedValues("many", "one", "one-per-class", ErrorMessage = "many, one or one-per-class")]
    public string Sessions { get; set; } = "many";

    /// <summary>What the app may have at a time, a second or a day. A key that is absent: as in the section <c>Quotas</c>.</summary>
    public QuotaOptions Quotas { get; } = new();

    /// <summary>Where the app's backend is told of events.</summary>
    public WebhookOptions Webhooks { get; } = new();

    /// <summary>What the app's backend is asked before it happens.</summary>
    public HooksOptions Hooks { get; } = new();
    /// <summary>What may be sent into the app's rooms. A key that is absent: as in the section <c>Files</c>.</summary>
    public FilesOptions Files { get; } = new();

    /// <summary>
    /// Words that no message of the app may have, in any room (docs/moderation.md). A word with <c>*</c> before or after it is found in longer ones too.
    /// </summary>
    public string[] Words { get; set; } = [];

    /// <summary>More of them in a file, one a line; read again when it changes.</summary>
    public string WordsFile { get; set; } = "";

    /// <summary>What befalls a message with one of them: it is refused, or the word is masked.</summary>
    public WordsMode WordsMode { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret.Length == 0 && Jwks.Length == 0)
            yield return new ValidationResult("a secret, or the app's own keys in Jwks", [nameof(Secret)]);
        if (Jwks.Length > 0 && !IsKeySet(Jwks) && !JwkSet.IsAddress(Jwks))
            yield return new ValidationResult("a JWK set as JSON with a public key of P-256 in it, or its http(s) address", [nameof(Jwks)]);
        if (WordsFile.Length > 0 && ListFile.Fault(WordsFile) is { } wanted) yield return new ValidationResult(wanted, [nameof(WordsFile)]);
    }

    private static bool IsKeySet(string text) => JwkSet.LooksInline(text) && JwkSet.Parse(Encoding.UTF8.GetBytes(text)) is { HasEs256Key: true };
}
