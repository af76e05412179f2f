using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Web;

/// <summary>A control plane that allows everything and is told everything.</summary>
internal sealed class OpenGate : IPublishGate, IRelayReporter
{
    public ValueTask<PublishDecision> AskAsync(
        string streamId, string session, string tokenHash, string protocol, string address, CancellationToken cancellation) =>
        ValueTask.FromResult(PublishDecision.Allow("app", "room"));

    public void Report(PublisherReport report)
    {
    }
}
