namespace Rooms.MediaRelay.Control;

/// <summary>Asks the control plane whether a publisher may start. Its URL token was found valid before.</summary>
internal interface IPublishGate
{
    /// <summary>Never throws but for <paramref name="cancellation"/>: no answer is <c>node_unavailable</c>.</summary>
    ValueTask<PublishDecision> AskAsync(
        string streamId, string session, string tokenHash, string protocol, string address, CancellationToken cancellation);
}
