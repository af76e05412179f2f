using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Gateway.V1;

/// <summary>Keys and life of push and play URLs (rooms-v1 section 3). The second key of a pair is valid too, while the first is being changed.</summary>
[Reloadable]
internal sealed class UrlsOptions
{
    public const string Section = "Urls";

    /// <summary>Signs push URLs. Empty: made once and kept in secrets.json in the data directory.</summary>
    [SecretValue, Required(ErrorMessage = "a secret that signs push URLs")]
    public string PushKey { get; set; } = "";

    /// <summary>Signs play URLs; not the push key, because viewers hold what it signs.</summary>
    [SecretValue, Required(ErrorMessage = "a secret that signs play URLs")]
    public string PlayKey { get; set; } = "";

    /// <summary>Valid too: the older one, until what it signed has expired.</summary>
    [SecretValue]
    public string PushKey2 { get; set; } = "";

    /// <summary>As PushKey2.</summary>
    [SecretValue]
    public string PlayKey2 { get; set; } = "";

    /// <summary>24 h: a URL that is pasted into an encoder in the evening still works the next day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00", ErrorMessage = "a duration as hours:minutes:seconds, from one minute to 365 days")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
