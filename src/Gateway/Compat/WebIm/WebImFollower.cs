using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>Follows the room and tells webim's clients what is said in it, by whichever way it came there.</summary>
internal sealed partial class WebImFollower(WebImRoom room, WebImHub hub, IOptions<WebImOptions> options, TimeProvider time, ILogger<WebImFollower> logger) : BackgroundService
{
    private const int PageLength = 200;

    // The room grain waits no longer in one call.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource following = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the room is followed for the first time: nothing that is said from then on is missed.</summary>
    public Task Following => following.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn) return;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var opened = await room.OpenAsync(stoppingToken);
                if (opened.IsOk) await FollowAsync(opened.Value, stoppingToken);
                else LogNotFollowed(options.Value.Room, opened.Code!, opened.Detail!);
                await Task.Delay(RetryTime, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Returns when the room cannot be followed from there any more: closed, gone, or too far behind.</summary>
    private async Task FollowAsync(long after, CancellationToken cancellation)
    {
        following.TrySetResult();
        while (true)
        {
            var asked = time.GetTimestamp();
            var page = await room.WaitAsync(after, PageLength, Wait, cancellation);
            if (page.Value is not { } events)
            {
                LogNotFollowed(options.Value.Room, page.Code!, page.Detail!);
                if (page.Code == ErrorCodes.NodeUnavailable)
                {
                    await Task.Delay(RetryTime, time, cancellation);
                    continue;
                }
                return;
            }
            foreach (var told in events.Events)
                if (WebImRoomMessage.From(told) is { } message) hub.Tell(message.ToFromMsg(), except: WebImClient.FdOf(told.User));
            after = events.Next;
            // Empty before its time: the room is closed.
            if (events.Events.IsEmpty && time.GetElapsedTime(asked) < Wait / 2) return;
        }
    }

    [LoggerMessage(LogLevel.Warning, "webim does not hear room {RoomId} now, tried again: {Code}: {Detail}")]
    private partial void LogNotFollowed(string roomId, string code, string detail);
}
