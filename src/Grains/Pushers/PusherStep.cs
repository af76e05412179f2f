namespace Rooms.Grains.Pushers;

internal enum PusherStep
{
    Wait,

    /// <summary>Ask the relay whether the stream is still published.</summary>
    Ask,

    End,
}
