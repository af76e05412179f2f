using Rooms.Configuration;

namespace Rooms.Gateway.Oidc;

/// <summary>Signs people in to the console by an OpenID Connect provider (docs/operators.md).</summary>
internal sealed class OidcOptions
{
    public const string Section = "Oidc";

    /// <summary>The issuer's address, exactly as its tokens and its discovery document write it. Empty: no such sign-in.</summary>
    [ProviderAddress(ErrorMessage = "the issuer's https address (http on loopback only), without query")]
    public string Authority { get; set; } = "";

    /// <summary>What the issuer calls this console.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Empty: a public client; PKCE protects the code either way.</summary>
    [SecretValue]
    public string ClientSecret { get; set; } = "";

    /// <summary>What the button says.</summary>
    public string Name { get; set; } = "single sign-on";

    /// <summary>Asked for beside openid and profile.</summary>
    public string[] Scopes { get; set; } = [];

    /// <summary>The claim that names the user here; characters that no user id has become '-'.</summary>
    public string UserClaim { get; set; } = "preferred_username";

    /// <summary>The claim with the roles, a text or a list; dots lead into objects, as in realm_access.roles.</summary>
    public string RolesClaim { get; set; } = "roles";

    /// <summary>The value of that claim that makes an operator.</summary>
    public string OperatorRole { get; set; } = "rooms-operator";

    /// <summary>The value that makes an admin of an app is this and the app's name.</summary>
    public string AdminRolePrefix { get; set; } = "rooms-admin:";

    public bool IsEnabled => Authority.Length > 0 && ClientId.Length > 0;
}
