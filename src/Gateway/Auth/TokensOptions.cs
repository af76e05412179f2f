using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Gateway.Auth;

[Reloadable]
internal sealed class TokensOptions
{
    public const string Section = "Tokens";

    /// <summary>12 h: a shift at a desk, an evening of streaming.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = "a duration as hours:minutes:seconds, from one minute to 30 days")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);
}
