using Rooms.MediaRelay.Control;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>Allows everything until told otherwise.</summary>
internal sealed class FakeGate : IPublishGate
{
    public PublishDecision Decision { get; set; } = PublishDecision.Allow("app", "room");

    public int Asked { get; private set; }

    /// <summary>Of the last publisher.</summary>
    public string Address { get; private set; } = "";

    public ValueTask<PublishDecision> AskAsync(
        string streamId, string session, string tokenHash, string protocol, string address, CancellationToken cancellation)
    {
        Asked++;
        Address = address;
        return new(Decision);
    }
}
