namespace Rooms.MediaRelay.Frames;

internal enum PublisherChange
{
    Started,
    Lost,
    Returned,
    Ended,

    /// <summary>It publishes, but viewers suffer.</summary>
    Unhealthy,
    Recovered,
}

/// <summary><paramref name="Session"/>: the publisher's connection that the change is about.</summary>
internal sealed record PublisherReport(string App, string Room, string StreamId, string Session, PublisherChange Change, string Reason)
{
    /// <summary>With <see cref="PublisherChange.Unhealthy"/>: of <see cref="Health.HealthCodes"/>.</summary>
    public string Code { get; init; } = "";
}
