using Microsoft.Extensions.Options;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Tls;
using Rooms.Edge;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>What every session of the server shares.</summary>
internal sealed class RtmpServices(
    IOptions<RtmpOptions> options,
    AddressTable addresses,
    TrustedProxies proxies,
    UrlAccess access,
    IPublishGate gate,
    LiveStreams streams,
    AppAudiences audiences,
    FanOut fanOut,
    FramePool frames,
    BlockPool blocks,
    RelayMetrics metrics,
    Drain drain,
    TimeProvider time,
    ILogger<RtmpSession> logger,
    IServerCertificate? certificate = null)
{
    public RtmpOptions Options => options.Value;

    public AddressTable Addresses => addresses;

    public TrustedProxies Proxies => proxies;

    public UrlAccess Access => access;

    public IPublishGate Gate => gate;

    public LiveStreams Streams => streams;

    public AppAudiences Audiences => audiences;

    public FanOut FanOut => fanOut;

    public FramePool Frames => frames;

    public BlockPool Blocks => blocks;

    public RelayMetrics Metrics => metrics;

    public Drain Drain => drain;

    public TimeProvider Time => time;

    public ILogger<RtmpSession> Logger => logger;

    /// <summary>Null where nothing speaks TLS.</summary>
    public IServerCertificate? Certificate => certificate;
}
