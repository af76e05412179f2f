using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

internal sealed class FakePublisher(string id, string token) : IPublisherSession
{
    public string Id => id;

    public string TokenHash => token;

    public string Protocol { get; init; } = "test";

    public string? Revoked { get; private set; }

    public void Revoke(string reason) => Revoked = reason;
}
