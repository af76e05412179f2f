using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Control;
using Rooms.Contracts.Registry;
using Rooms.Contracts.Relays;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Streams;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Control;
using Rooms.Gateway.Outgoing;
using Rooms.Gateway.Registry;
using Rooms.Gateway.V1;
using Rooms.Gateway.Vetoes;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Support;

/// <summary>A control session over a pipe and fake grains, without a host.</summary>
internal sealed class SessionHarness : IDisposable
{
    public static readonly TimeSpan IdleDeadline = TimeSpan.FromSeconds(15);

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Gateway.Auth.Apps apps;
    private readonly StoredApps stored;
    private readonly OutgoingCalls outgoing = new(new GuardedConnections(new AddressGuard(
        Microsoft.Extensions.Options.Options.Create(new OutgoingOptions { AllowedNetworks = ["127.0.0.0/8"] }))), TimeProvider.System);
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    /// <summary><paramref name="publishHook"/>: where app shop is asked before a publish.</summary>
    public SessionHarness(TimeProvider time, Uri? publishHook = null)
    {
        var (factory, grains) = FakeGrains.Create();
        grains.Add<IRelayDirectoryGrain>(Directory);
        grains.Add<IPusherGrain>(Pusher);
        grains.Add<IStreamDirectoryGrain>(Streams);
        grains.Add<IStreamGrain>(Streams);
        grains.Add<IAppGrain>(App);
        grains.Add(FakeRoom.Create());
        var calls = new GrainCalls(factory, new GatewayMetrics(services.GetRequiredService<IMeterFactory>()), time);
        var urls = new FixedOptions<UrlsOptions>(new UrlsOptions { PushKey = "push key", PushKey2 = "older push key", PlayKey = "play key" });
        var options = Apps;
        // As long as an app may wait: the machine may be busy.
        if (publishHook is not null) (options.Apps["shop"].Hooks.BeforePublish.Url, options.Apps["shop"].Hooks.BeforePublish.TimeoutMilliseconds) = (publishHook.ToString(), 3000);
        var configured = new FixedOptions<AppsOptions>(options);
        stored = new StoredApps(Microsoft.Extensions.Options.Options.Create(new AdminOptions()), time, NullLogger<StoredApps>.Instance);
        apps = new Gateway.Auth.Apps(configured, stored, time, NullLogger<JwksSource>.Instance);
        var vetoes = new VetoCalls(apps, outgoing, new VetoMetrics(services.GetRequiredService<IMeterFactory>()), time, NullLogger<VetoCalls>.Instance);
        Session = new ControlSession(
            Pipe.GatewayEnd, new NodeRegistration(factory, calls, urls, configured, time), new NodeReports(calls, apps, NullLogger<NodeReports>.Instance),
            new PublishAsks(calls, apps, vetoes, new Drain()), IdleDeadline, time, NullLogger.Instance);
    }

    /// <summary>An app with origins and quotas of its own, one without.</summary>
    public static AppsOptions Apps => new() { Apps = { ["shop"] = new AppOptions { Origins = ["https://shop.example"], Quotas = { Viewers = 10, BytesPerDay = 1000 } }, ["other"] = new AppOptions() } };

    public ControlPipe Pipe { get; } = new();

    public FakeRelayDirectory Directory { get; } = new();

    public FakePusher Pusher { get; } = new();

    public FakeApp App { get; } = new();

    public FakeStreams Streams { get; } = new();

    public ControlSession Session { get; }

    public void Start() => running = Session.RunAsync(stop.Token);

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(Deadline.Generous);
    }

    /// <summary>As the node.</summary>
    public ValueTask SendAsync(ControlMessage message) => Pipe.RelayEnd.SendAsync(message, default);

    /// <summary>What the node hears next.</summary>
    public async Task<ControlMessage?> ReceiveAsync() => await Pipe.RelayEnd.ReceiveAsync(default).AsTask().WaitAsync(Deadline.Generous);

    /// <summary>From now on it is certain that there are no apps but those of the configuration.</summary>
    public void ReadRegistry() => stored.Take(new RegistryImage(0, [], []));

    public void Dispose()
    {
        stop.Dispose();
        Session.Dispose();
        apps.Dispose();
        outgoing.Dispose();
        services.Dispose();
    }
}
