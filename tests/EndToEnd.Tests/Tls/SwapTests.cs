using System.Collections.Concurrent;
using Rooms.EndToEnd.Tests.Live;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>The certificate changes while many watch: new connections see the new one, and no open one loses a picture.</summary>
public sealed class SwapTests : IDisposable
{
    private const int Viewers = 500;

    // Two looks of the server, a second apart, lie in so many at 25 a second.
    private const int Pictures = 200;

    // At 25 a second they are 40 ms apart; who was cut off or fell behind misses far more, up to a key frame.
    private const uint LongestStepMilliseconds = 120;

    private const int ConnectsAtOnce = 16;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly CertificateFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task CertificateSwapped_Under500Viewers_NobodyLosesAPicture()
    {
        await using var host = await RunningHost.StartAsync(null, [.. files.Arguments, "--Rtmp:TlsPort", $"{FreePort.Find()}"]);
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "swap");
        await using var push = await room.PushClipAsync(repeats: 20);
        await room.EventAsync("stream.started");
        using var deadline = new CancellationTokenSource(Deadline);
        var viewers = await ConnectAsync(host.Http, room.Play("flv"), deadline.Token);

        var watching = Task.WhenAll(viewers.Select(viewer => viewer.ReadAsync(Pictures, deadline.Token)));
        files.Renew("second");
        await Wait.UntilAsync(async () => await Stranger.ShownAsync(host.Address) == "CN=second");
        await watching;
        await Task.WhenAll(viewers.Select(viewer => viewer.ReadAsync(Pictures, deadline.Token)));

        Assert.Equal(Viewers, viewers.Count);
        Assert.InRange(viewers.Max(viewer => viewer.LongestStepMilliseconds), 1u, LongestStepMilliseconds);
        Assert.False(push.HasExited);
        foreach (var viewer in viewers) await viewer.DisposeAsync();
    }

    private static async Task<ConcurrentBag<FlvWatch>> ConnectAsync(HttpClient http, string url, CancellationToken cancellation)
    {
        var viewers = new ConcurrentBag<FlvWatch>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConnectsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, Viewers), options, async (_, stopping) =>
        {
            var viewer = new FlvWatch(await http.GetStreamAsync(url, stopping));
            await viewer.ReadAsync(1, stopping);
            viewers.Add(viewer);
        });
        return viewers;
    }
}
