using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Auth;

internal sealed partial class JwksSource
{
    [LoggerMessage(LogLevel.Warning, "App {App}: its Jwks address answered with something that is no JWK set; the keys known so far stay")]
    private partial void LogNotAKeySet(string app);

    [LoggerMessage(LogLevel.Warning, "App {App}: its Jwks could not be fetched: {Reason}; the keys known so far stay")]
    private partial void LogFetchFailed(string app, string reason);
}
