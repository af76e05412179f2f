using System.ComponentModel;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Tls;

namespace Rooms.Host.Demo;

/// <summary>Opens the demo's rooms once the server listens, and keeps a test picture running in each until it stops.</summary>
internal sealed partial class DemoRooms(IServer server, IServerCertificate certificate, Drain drain, TimeProvider time, ILogger<DemoRooms> log)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stopping = new();
    private DemoClient? client;
    private Task feeding = Task.CompletedTask;
    private CancellationTokenRegistration draining;

    // Started, not Start: all services run and Kestrel listens by then, and the host still waits for us before it calls itself ready.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        client = new DemoClient(Loopback(), certificate);
        await client.SignInAsync(cancellationToken);
        foreach (var room in DemoOptions.Rooms) await client.OpenRoomAsync(room, cancellationToken);
        // Nobody shall wait for our own pictures when the process goes down.
        draining = drain.Begun.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), stopping);
        feeding = Task.WhenAll(DemoOptions.Rooms.Select(room => FeedAsync(client, room)));
    }

    // Stopping, not Stop: the pictures end before the relay that takes them does.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await feeding.WaitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        draining.Dispose();
        stopping.Dispose();
        client?.Dispose();
    }

    private async Task FeedAsync(DemoClient demo, DemoRoom room)
    {
        while (!stopping.IsCancellationRequested && await TryFeedAsync(demo, room))
            await Task.Delay(PauseBetweenTries, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // False: another try would end the same way.
    private async Task<bool> TryFeedAsync(DemoClient demo, DemoRoom room)
    {
        try
        {
            var url = await demo.OpenStreamAsync(room, stopping.Token);
            LogPictureEnded(room.Id, await TestPicture.PushAsync(room, url, stopping.Token));
            return true;
        }
        catch (HttpRequestException fault) when (fault.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            // The media node beside us registers within the first second.
            return true;
        }
        catch (HttpRequestException fault)
        {
            LogNoStream(room.Id, fault.Message);
            return false;
        }
        catch (Win32Exception)
        {
            LogNoFfmpeg(room.Id);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Uri Loopback()
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:8080";
        var address = BindingAddress.Parse(listening);
        return new Uri($"{address.Scheme}://127.0.0.1:{address.Port}");
    }

    [LoggerMessage(LogLevel.Warning, "Room {RoomId} has no picture: ffmpeg is not installed (apt-get install ffmpeg)")]
    private partial void LogNoFfmpeg(string roomId);

    [LoggerMessage(LogLevel.Warning, "Room {RoomId} has no picture: {Reason}. Remove the data directory to begin the demo anew.")]
    private partial void LogNoStream(string roomId, string reason);

    [LoggerMessage(LogLevel.Warning, "The test picture of {RoomId} ended with exit code {ExitCode}; it is started again")]
    private partial void LogPictureEnded(string roomId, int exitCode);
}
