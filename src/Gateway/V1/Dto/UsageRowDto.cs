using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record UsageRowDto(
    string App,
    string Room,
    [property: Description("UTC.")] string Day,
    [property: Description("Media that publishers sent, by protocol.")] SortedDictionary<string, long> BytesIn,
    [property: Description("What viewers were sent, by protocol.")] SortedDictionary<string, long> BytesOut,
    double ViewerMinutes,
    long PeakViewers,
    double StreamMinutes,
    long Messages);
