using Microsoft.Extensions.Configuration;

namespace Rooms.Configuration;

/// <summary>Where files that people sent are kept: the gateway serves them from there, and a backup copies them.</summary>
public static class FilesFolder
{
    /// <summary>A full path: <c>FileStore:Directory</c>, else <c>files</c> in the data directory.</summary>
    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration["FileStore:Directory"] is { Length: > 0 } own ? own : Path.Combine(configuration["Data:Directory"] ?? "data", "files"));
}
