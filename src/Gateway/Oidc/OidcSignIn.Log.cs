using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Oidc;

internal sealed partial class OidcSignIn
{
    [LoggerMessage(LogLevel.Information, "{User} signed in to the console by the identity provider: app '{App}', roles {Roles}")]
    private partial void LogSignedIn(string user, string? app, string roles);

    [LoggerMessage(LogLevel.Warning, "A sign-in by the identity provider was refused ({Code}): {Reason}")]
    private partial void LogRefused(string code, string reason);
}
