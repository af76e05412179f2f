using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Rooms.Gateway.V1.Dto;

/// <summary>From the first to the last day, both included.</summary>
internal sealed record UsageDto(
    string From,
    string To,
    UsageRowDto[] Rows,
    [property: Description("The next answer's cursor; null at the end."), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
