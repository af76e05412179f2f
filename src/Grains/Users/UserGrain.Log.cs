using Microsoft.Extensions.Logging;

namespace Rooms.Grains.Users;

public sealed partial class UserGrain
{
    [LoggerMessage(LogLevel.Warning, "User {App}/{User} could not be written and is read again: {Reason}")]
    private partial void AppendFailed(string app, string user, string reason);

    [LoggerMessage(LogLevel.Warning, "A message of user {App}/{User} is not delivered yet, tried again: {Reason}")]
    private partial void NotDelivered(string app, string user, string reason);

    [LoggerMessage(LogLevel.Warning, "User {App}/{User} is not erased everywhere yet, tried again: {Reason}")]
    private partial void NotErased(string app, string user, string reason);
}
