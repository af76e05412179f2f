namespace Rooms.MediaRelay.Frames;

/// <summary>The connection that publishes a stream.</summary>
internal interface IPublisherSession
{
    /// <summary>Unique in this process's life.</summary>
    string Id { get; }

    /// <summary>Same token, same publisher: decides over takeover.</summary>
    string TokenHash { get; }

    /// <summary>rtmp, whip ...</summary>
    string Protocol { get; }

    /// <summary>Any thread, also under the stream's lock: its frames are not wanted any more; close soon, without waiting here.</summary>
    void Revoke(string reason);
}
