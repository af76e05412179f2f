namespace Rooms.Configuration.Files;

/// <summary>Files that are looked at for a change: their names, what is behind links, times and sizes. One thread.</summary>
internal sealed class WatchedFiles(string[] paths)
{
    private string fingerprint = Fingerprint(paths);

    /// <summary>True once a change.</summary>
    public bool HaveChanged()
    {
        var now = Fingerprint(paths);
        if (now == fingerprint) return false;
        fingerprint = now;
        return true;
    }

    /// <summary>The next look finds a change in any case.</summary>
    public void Doubt() => fingerprint = "";

    private static string Fingerprint(string[] paths) => string.Join('\n', paths.Select(Describe));

    // Container platforms swap a link: the file behind it counts.
    private static string Describe(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var target = new FileInfo(file.Exists ? file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path);
            return target.Exists ? $"{path} {target.FullName} {target.LastWriteTimeUtc.Ticks} {target.Length}" : path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A link in a circle, or a file that went meanwhile. That is a change like any other: reading the file anew tells what is wrong.
            return $"{path} {e.GetType().Name}";
        }
    }
}
