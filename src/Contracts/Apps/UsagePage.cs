using System.Collections.Immutable;

namespace Rooms.Contracts.Apps;

/// <summary>Whole rows: of a day and room every amount is here, or none.</summary>
[GenerateSerializer, Immutable, Alias("rooms.UsagePage")]
public sealed record UsagePage([property: Id(0)] ImmutableArray<UsageAmount> Amounts, [property: Id(1)] bool HasMore);
