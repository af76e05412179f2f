using System.Collections.Concurrent;

namespace Rooms.Gateway.Files;

/// <summary>
/// How much each app has on disk, and sent today. Counted once from the files themselves, then kept along; where several gateways write one directory each
/// counts anew with the sweeper's pass. What was sent today and removed again is forgotten with the process.
/// </summary>
internal sealed class StoredBytes(FileStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Sum> sums = new(StringComparer.Ordinal);

    /// <summary>Null: they fit. Else the quota that they do not fit into.</summary>
    public string? Refuse(string app, FilesOptions rules, long bytes)
    {
        var sum = Of(app);
        lock (sum) return Refuse(sum, rules, bytes);
    }

    /// <summary>As <see cref="Refuse(string, FilesOptions, long)"/>, and counts them where they fit.</summary>
    public string? Take(string app, FilesOptions rules, long bytes)
    {
        var sum = Of(app);
        lock (sum)
        {
            if (Refuse(sum, rules, bytes) is { } quota) return quota;
            sum.Stored += bytes;
            sum.Today += bytes;
            return null;
        }
    }

    /// <summary>They were taken, and not kept after all.</summary>
    public void GiveBack(string app, long bytes)
    {
        var sum = Of(app);
        lock (sum) sum.Today = Math.Max(0, sum.Today - bytes);
        Removed(app, bytes);
    }

    /// <summary>What was sent today stays sent.</summary>
    public void Removed(string app, long bytes)
    {
        var sum = Of(app);
        lock (sum) sum.Stored = Math.Max(0, sum.Stored - bytes);
    }

    /// <summary>Counts the app anew when it is next asked for.</summary>
    public void Forget(string app) => sums.TryRemove(app, out _);

    private string? Refuse(Sum sum, FilesOptions rules, long bytes)
    {
        if (sum.Day != Today) (sum.Day, sum.Today) = (Today, 0);
        if (rules.MaxStoredBytes > 0 && sum.Stored + bytes > rules.MaxStoredBytes) return $"the app may have {rules.MaxStoredBytes} bytes of files (Files:MaxStoredBytes)";
        if (rules.MaxBytesPerDay > 0 && sum.Today + bytes > rules.MaxBytesPerDay) return $"the app may send {rules.MaxBytesPerDay} bytes of files a day (Files:MaxBytesPerDay)";
        return null;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private Sum Of(string app) => sums.GetOrAdd(app, Count);

    private Sum Count(string app)
    {
        var sum = new Sum { Day = Today };
        var folder = new DirectoryInfo(store.Paths.App(app));
        if (!folder.Exists) return sum;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.Extension == FilePaths.NoteEnd) continue;
            sum.Stored += file.Length;
            if (DateOnly.FromDateTime(file.LastWriteTimeUtc) == sum.Day) sum.Today += file.Length;
        }
        return sum;
    }

    // Its own lock: nothing is awaited under it.
    private sealed class Sum
    {
        public long Stored { get; set; }

        public long Today { get; set; }

        public DateOnly Day { get; set; }
    }
}
