using System.ComponentModel.DataAnnotations;
using Rooms.Contracts;

namespace Rooms.MediaRelay.Control;

/// <summary>How this node presents itself (rooms-v1 section 8).</summary>
internal sealed class NodeOptions : IValidatableObject
{
    public const string Section = "Node";

    /// <summary>Unique among nodes and the same after a restart. Empty: <c>local</c> beside a gateway, else the machine's name.</summary>
    public string Id { get; set; } = "";

    /// <summary>The host in push and play URLs. Empty: the host that the client asked.</summary>
    public string PublicHost { get; set; } = "";

    /// <summary>The port in RTMP URLs, where it is mapped. 0: the one in use.</summary>
    [Range(0, 65535)]
    public int RtmpPort { get; set; }

    /// <summary>The port in HTTP URLs of a node in a process of its own, where it is mapped. 0: the one in use.</summary>
    [Range(0, 65535)]
    public int HttpPort { get; set; }

    /// <summary>As <see cref="RtmpPort"/>, for RTMPS.</summary>
    [Range(0, 65535)]
    public int RtmpTlsPort { get; set; }

    /// <summary>As <see cref="HttpPort"/>, for HTTPS.</summary>
    [Range(0, 65535)]
    public int HttpsPort { get; set; }

    /// <summary>From how many viewers on no more streams are placed here. 0: no limit.</summary>
    [Range(0, 10_000_000)]
    public int MaxViewers { get; set; }

    /// <summary>Where it is, such as eu-1. Clients that wish for a region are served from there while a node can.</summary>
    public string[] Regions { get; set; } = [];

    /// <summary>Networks that it is in. Empty: all. Clients of another one are not placed here.</summary>
    public string[] Isps { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Id.Length > 0 && !Ids.IsValid(Id)) yield return new("1 to 64 of A-Z a-z 0-9 _ . ~ -", [nameof(Id)]);
    }
}
