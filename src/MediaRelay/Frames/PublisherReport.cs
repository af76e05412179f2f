namespace Rooms.MediaRelay.Frames;

internal enum PublisherChange
{
    Started,
    Lost,
    Returned,
    Ended,
}

/// <summary><paramref name="Session"/>: the publisher's connection that the change is about.</summary>
internal sealed record PublisherReport(string App, string Room, string StreamId, string Session, PublisherChange Change, string Reason);
