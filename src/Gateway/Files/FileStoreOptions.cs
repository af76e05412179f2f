using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Gateway.Files;

/// <summary>Where files are kept and how their links are signed, for all apps.</summary>
[Reloadable]
internal sealed class FileStoreOptions
{
    public const string Section = "FileStore";

    /// <summary>Empty: <c>files</c> in <c>Data:Directory</c>. Where several gateways serve one cluster, a directory that all of them see. Counts at the next start.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Signs links. Empty: made once and kept in secrets.json in the data directory.</summary>
    [SecretValue, Required(ErrorMessage = "a secret that signs links to files")]
    public string Key { get; set; } = "";

    /// <summary>Valid too: the older one, until what it signed has expired.</summary>
    [SecretValue]
    public string Key2 { get; set; } = "";

    /// <summary>24 h: a room's evening and the morning after; a member gets a fresh link at any time.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00", ErrorMessage = "a duration as hours:minutes:seconds, from one minute to 365 days")]
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Of the disk, for what matters more than pictures: the journal may be on it. 256 MiB.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "a number of bytes")]
    public long KeepFreeBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>That are received at once; each has a file and 64 KiB of memory open.</summary>
    [Range(1, 4096)]
    public int Uploads { get; set; } = 64;

    /// <summary>For one upload. 10 MiB in ten minutes is 17 kB/s, a poor mobile connection.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00", ErrorMessage = "a duration as hours:minutes:seconds, from one second to 24 hours")]
    public TimeSpan UploadTime { get; set; } = TimeSpan.FromMinutes(10);
}
