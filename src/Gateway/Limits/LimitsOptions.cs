using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Gateway.Limits;

/// <summary>The limits of rooms-v1 section 4 that the gateway keeps; the relay keeps those of connections.</summary>
[Reloadable]
internal sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>50: far above a person's clicking, far below what hurts. Admin and backend are exempt.</summary>
    [Range(1, 1_000_000, ErrorMessage = "a whole number from 1 to 1000000")]
    public int RequestsPerSecondPerUser { get; set; } = 50;

    /// <summary>60 wrong tokens or secrets a minute: a guesser gets nowhere, an office behind one address is not locked out.</summary>
    [Range(1, 1_000_000, ErrorMessage = "a whole number from 1 to 1000000")]
    public int FailedAttemptsPerMinutePerAddress { get; set; } = 60;

    /// <summary>64 KiB: the largest command is a message with data.</summary>
    [Range(1024, 16 * 1024 * 1024, ErrorMessage = "a number of bytes from 1024 to 16777216")]
    public int BodyBytes { get; set; } = 64 * 1024;
}
