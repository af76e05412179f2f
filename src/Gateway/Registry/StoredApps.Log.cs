using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Registry;

internal sealed partial class StoredApps
{
    [LoggerMessage(LogLevel.Error, "The secret of app {App} cannot be unsealed: Admin:SealKey is not the one it was sealed with. Rotate the app's secret")]
    private partial void LogNotUnsealed(string app);
}
