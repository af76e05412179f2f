using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>The RTMP server. How long writes are merged is <c>Frames.MergeOptions</c>, which counts for every container.</summary>
internal sealed class RtmpOptions : IValidatableObject
{
    public const string Section = "Rtmp";

    /// <summary>1935: the port registered for RTMP. 0: any free one. -1: no RTMP.</summary>
    [Range(-1, 65535)]
    public int Port { get; set; } = 1935;

    /// <summary>RTMPS, with the certificate of <c>Tls:Certificate</c>. 0: none; encoders expect 443 or 1936, each by its own custom.</summary>
    [Range(0, 65535)]
    public int TlsPort { get; set; }

    /// <summary>Where to listen. Default: every address, IPv4 and IPv6.</summary>
    public string Address { get; set; } = "::";

    /// <summary>
    /// For the whole handshake, then again from there to publish or play: a slow client needs one round trip a step, an attacker needs
    /// more.
    /// </summary>
    [Range(1, 120)]
    public int StartSeconds { get; set; } = 10;

    /// <summary>A publisher that sends nothing for so long has lost its connection, whatever TCP says.</summary>
    [Range(3, 600)]
    public int SilentPublisherSeconds { get; set; } = 30;

    /// <summary>Longest message. A key frame of 4K video at 50 Mb/s is about 2 MB.</summary>
    [Range(64 * 1024, 8 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 8 * 1024 * 1024;

    public TimeSpan StartTime => TimeSpan.FromSeconds(StartSeconds);

    public TimeSpan SilentPublisherTime => TimeSpan.FromSeconds(SilentPublisherSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out _))
            yield return new("an IP address, such as :: or 127.0.0.1", [nameof(Address)]);
    }
}
