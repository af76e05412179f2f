using System.ComponentModel;

namespace Rooms.Gateway.Http;

/// <summary>RFC 9457 problem details.</summary>
internal sealed record ProblemDto(
    string Type,
    string Title,
    int Status,
    [property: Description("Stable; decide by it.")] string Code,
    [property: Description("For the developer who reads it; may change.")] string Detail,
    string TraceId,
    [property: Description("With events_gone: the oldest event still kept.")] long? Oldest = null);
