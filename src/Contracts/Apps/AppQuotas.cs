namespace Rooms.Contracts.Apps;

/// <summary>What one app may use at a time, a second or a day (<c>Apps:NAME:Quotas</c>, docs/tenants.md). 0: no limit.</summary>
[GenerateSerializer, Immutable, Alias("rooms.AppQuotas")]
public sealed record AppQuotas
{
    public static readonly AppQuotas None = new();

    /// <summary>Rooms that are not closed.</summary>
    [Id(0)]
    public int Rooms { get; init; }

    /// <summary>Streams on air.</summary>
    [Id(1)]
    public int Streams { get; init; }

    [Id(2)]
    public int Viewers { get; init; }

    [Id(3)]
    public int RequestsPerSecond { get; init; }

    /// <summary>Media in and out, per day of UTC.</summary>
    [Id(4)]
    public long BytesPerDay { get; init; }
}
