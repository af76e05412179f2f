using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Fmp4;

internal sealed class KeyPictures : IStreamSinkFactory
{
    public IFrameSink Create(LiveStream stream) => new KeyPicture();
}
