using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Host.Sight;

/// <summary>Where traces and metrics are sent, by OTLP over HTTP.</summary>
internal sealed class OtlpOptions : IValidatableObject
{
    public const string Section = "Otlp";

    /// <summary>A collector's address, such as http://127.0.0.1:4318; the signals' paths are added. Empty: nothing is sent.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Sent with every export, such as authorization=Bearer x; several with commas between.</summary>
    [SecretValue]
    public string Headers { get; set; } = "";

    /// <summary>How often metrics are sent. 15: what scrapers do.</summary>
    [Range(1, 3600)]
    public int MetricSeconds { get; set; } = 15;

    /// <summary>The share of traces that is sent, chosen by their ids, whatever a caller's traceparent says. 1: all.</summary>
    [Range(0.0, 1.0)]
    public double TraceShare { get; set; } = 1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new("http://host:port or https://...", [nameof(Endpoint)]);
    }
}
