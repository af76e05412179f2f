using Microsoft.Extensions.Options;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Hls;

internal sealed class HlsSinks(BlockPool blocks, TimeProvider time, AppAudiences audiences, IOptions<HlsOptions> options) : IStreamSinkFactory
{
    public IFrameSink Create(LiveStream stream) => new FramesToHls(stream.Id, blocks, time, options.Value, audiences.Of(stream.App));
}
