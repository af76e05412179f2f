using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Tls;
using Rooms.Contracts.Urls;
using Rooms.Edge;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Endpoints.Rtmp;
using Rooms.MediaRelay.Tests.Frames;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

/// <summary>A running RTMP server on a free loopback port, with a fake clock and gate.</summary>
internal sealed class RtmpRig : IAsyncDisposable
{
    private const string PushKey = "push-key";
    private const string PlayKey = "play-key";

    private readonly RtmpServer server;
    private readonly DateTimeOffset start;

    private RtmpRig(ProxiesOptions proxies, IServerCertificate? certificate)
    {
        start = Relay.Clock.GetUtcNow();
        var access = new UrlAccess(Relay.Clock);
        access.Replace(new([PushKey], [PlayKey]));
        Addresses = new(new FixedOptions<RtmpLimitOptions>(new RtmpLimitOptions()));
        var options = Options.Create(new RtmpOptions { Port = 0, Address = "127.0.0.1", TlsPort = certificate is null ? 0 : FreePort.Find() });
        var services = new RtmpServices(
            options, Addresses, new(Options.Create(proxies)), access, Gate, Relay.Streams, Relay.Audiences, Relay.FanOut, Relay.Frames, Relay.Blocks, Relay.Metrics,
            Drain, Relay.Clock, Log, certificate);
        server = new(services, NullLogger<RtmpServer>.Instance);
    }

    public RelayRig Relay { get; } = new(mergeMilliseconds: 5);

    public Drain Drain { get; } = new();

    public FakeGate Gate { get; } = new();

    /// <summary>What the sessions say of themselves.</summary>
    public ListLogger<RtmpSession> Log { get; } = new();

    public AddressTable Addresses { get; }

    public int Port => server.Port;

    public int TlsPort => server.TlsPort;

    public int SessionCount => server.SessionCount;

    /// <summary>With a certificate: RTMPS too.</summary>
    public static async Task<RtmpRig> StartAsync(ProxiesOptions? proxies = null, IServerCertificate? certificate = null)
    {
        var rig = new RtmpRig(proxies ?? new ProxiesOptions(), certificate);
        await rig.server.StartAsync(CancellationToken.None);
        return rig;
    }

    /// <summary>The same token at every call, however much time has passed.</summary>
    public string PushName(string streamId, TimeSpan? lifetime = null) => Name(UrlAction.Push, streamId, lifetime, PushKey);

    public string PlayName(string streamId, TimeSpan? lifetime = null) => Name(UrlAction.Play, streamId, lifetime, PlayKey);

    /// <summary>Lets time pass as far as the server's sessions and streams can tell.</summary>
    public void Pass(TimeSpan time)
    {
        Relay.Clock.Advance(time);
        server.Sweep();
        Relay.Streams.Sweep();
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(CancellationToken.None);
        server.Dispose();
        Relay.Dispose();
    }

    private string Name(UrlAction action, string streamId, TimeSpan? lifetime, string key) =>
        $"{streamId}?token={UrlToken.Mint(action, streamId, start + (lifetime ?? TimeSpan.FromHours(1)), key)}";
}
