using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using System.Diagnostics.Metrics;
using Rooms.MediaRelay.Frames;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Frames;

/// <summary>The Frames layer of one node, with a fake clock and a reporter that remembers.</summary>
internal sealed class RelayRig : IDisposable, IRelayReporter
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<PublisherReport> reports = [];

    public RelayRig(int mergeMilliseconds = 0, FanOutOptions? limits = null)
    {
        Buffers = new();
        Frames = new(Buffers);
        Blocks = new(Buffers);
        FanOut = new(Options.Create(limits ?? new FanOutOptions { Threads = 1 }), NullLogger<FanOutLoop>.Instance);
        Metrics = new(services.GetRequiredService<IMeterFactory>());
        var merge = new MergeOptions { MergeMilliseconds = mergeMilliseconds };
        Streams = new(new(FanOut, Blocks, this, Metrics, [], Clock, Options.Create(new LiveOptions()), Options.Create(merge), Accounts));
    }

    public FakeTimeProvider Clock { get; } = new();

    public BufferPool Buffers { get; }

    public FramePool Frames { get; }

    public BlockPool Blocks { get; }

    public FanOut FanOut { get; }

    public RelayMetrics Metrics { get; }

    public StreamAccounts Accounts { get; } = new(NullLogger<StreamAccounts>.Instance);

    public AppAudiences Audiences { get; } = new();

    public LiveStreams Streams { get; }

    public IReadOnlyList<PublisherChange> Changes
    {
        get
        {
            lock (reports) return [.. reports.Select(report => report.Change)];
        }
    }

    public StreamPublisher Publish(string streamId = "s", string session = "one", string token = "t") =>
        Streams.Open(streamId, new FakePublisher(session, token), "app", "room") ?? throw new InvalidOperationException("stream_busy");

    /// <summary>Publishes the frame and lets go of it.</summary>
    public static void Send(StreamPublisher publisher, Frame frame)
    {
        publisher.Publish(frame);
        frame.Release();
    }

    public void Report(PublisherReport report)
    {
        lock (reports) reports.Add(report);
    }

    public void Dispose()
    {
        FanOut.Dispose();
        services.Dispose();
    }
}
