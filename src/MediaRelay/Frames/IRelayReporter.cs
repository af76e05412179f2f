namespace Rooms.MediaRelay.Frames;

/// <summary>Told what became of publishers, for the control plane. Called under the stream's lock, in order: must only note it.</summary>
internal interface IRelayReporter
{
    void Report(PublisherReport report);
}
