using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Oidc;

internal sealed partial class OidcProvider
{
    [LoggerMessage(LogLevel.Warning, "The identity provider at {Authority} cannot be used: {Reason}")]
    private partial void LogUnusable(string authority, string reason);
}
