namespace Rooms.MediaRelay.Frames;

/// <summary>Makes a sink for every stream, there from its first frame whether anybody watches or not.</summary>
internal interface IStreamSinkFactory
{
    IFrameSink Create(LiveStream stream);
}
