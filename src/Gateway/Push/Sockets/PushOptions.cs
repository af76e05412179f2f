using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>What one connection may have of this process.</summary>
internal sealed class PushOptions
{
    public const string Section = "Push";

    /// <summary>0: one a processor.</summary>
    [Range(0, 256, ErrorMessage = "a whole number from 0 to 256")]
    public int Loops { get; set; }

    /// <summary>256 KiB, a second of a very busy room: whoever is further behind loses what only the newest of matters, then is closed and resumes.</summary>
    [Range(16 * 1024, 64 * 1024 * 1024, ErrorMessage = "a number of bytes from 16384 to 67108864")]
    public int QueueBytes { get; set; } = 256 * 1024;

    /// <summary>30 s without taking a byte: a phone that lost its network, not a slow one.</summary>
    [Range(1, 3600, ErrorMessage = "a whole number from 1 to 3600")]
    public int StallSeconds { get; set; } = 30;

    /// <summary>Plain connections of one address that have not said what they want. 1,024: a network whose clients all come back at once after a restart.</summary>
    [Range(1, 65536, ErrorMessage = "a whole number from 1 to 65536")]
    public int HalfOpenPerAddress { get; set; } = 1024;

    /// <summary>200 rooms at a time: far more than a screen shows.</summary>
    [Range(1, 200, ErrorMessage = "a whole number from 1 to 200")]
    public int Subscriptions { get; set; } = 200;

    /// <summary>64 KiB a message, as a request's body.</summary>
    [Range(1024, 16 * 1024 * 1024, ErrorMessage = "a number of bytes from 1024 to 16777216")]
    public int MessageBytes { get; set; } = 64 * 1024;

    /// <summary>Events of each feed that are kept for whoever resumes: some seconds of a busy room.</summary>
    [Range(0, 100_000, ErrorMessage = "a whole number from 0 to 100000")]
    public int WindowEvents { get; set; } = 1000;

    /// <summary>1 MiB a feed of those events as they were encoded.</summary>
    [Range(0, 256 * 1024 * 1024, ErrorMessage = "a number of bytes from 0 to 268435456")]
    public int WindowBytes { get; set; } = 1024 * 1024;
}
