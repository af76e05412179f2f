using System.ComponentModel.DataAnnotations;

namespace Rooms.Silo;

/// <summary>Where this process keeps what must survive it.</summary>
internal sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>Made when it is missing. One process at a time: a lock file guards it.</summary>
    [Required(ErrorMessage = "a directory")]
    public string Directory { get; set; } = "data";
}
