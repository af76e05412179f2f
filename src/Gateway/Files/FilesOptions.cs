using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Gateway.Files;

/// <summary><c>Files</c>: what every app may send into its rooms; a key of <c>Apps:NAME:Files</c> replaces that key for one app.</summary>
[Reloadable]
internal sealed class FilesOptions
{
    public const string Section = "Files";

    private const long Mebibyte = 1024 * 1024;

    /// <summary>Of image/jpeg, image/png, image/gif, image/webp, video/mp4, audio/mp4, audio/mpeg, audio/ogg, application/pdf. Empty: all of them.</summary>
    [MediaTypeList(ErrorMessage = "types out of " + MediaTypes.List)]
    public string[] Types { get; set; } = [];

    /// <summary>Of one file. 10 MiB: a phone's picture or a minute of its video.</summary>
    [Range(1, 1L << 40, ErrorMessage = "a number of bytes, at least 1")]
    public long MaxBytes { get; set; } = 10 * Mebibyte;

    /// <summary>That an app may send in a day of UTC; 0: no limit.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "a number of bytes, 0 for no limit")]
    public long MaxBytesPerDay { get; set; } = 1024 * Mebibyte;

    /// <summary>That an app has on disk at a time; 0: no limit but <c>FileStore:KeepFreeBytes</c>.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "a number of bytes, 0 for no limit")]
    public long MaxStoredBytes { get; set; } = 10_240 * Mebibyte;

    /// <summary>These rules, of which pictures alone are left.</summary>
    public FilesOptions OfPictures() => new()
    {
        ArePictures = true,
        Types = Types,
        MaxBytes = MaxBytes,
        MaxBytesPerDay = MaxBytesPerDay,
        MaxStoredBytes = MaxStoredBytes,
    };

    // No key: of OfPictures alone.
    private bool ArePictures { get; init; }

    public bool Allows(string type) => (!ArePictures || MediaTypes.IsPicture(type)) && (Types.Length == 0 || Types.Contains(type, StringComparer.Ordinal));
}
