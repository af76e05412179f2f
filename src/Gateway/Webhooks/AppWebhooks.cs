using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Rooms.Contracts;
using Rooms.Contracts.Webhooks;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Webhooks;

/// <summary>
/// Posts one app's events for as long as it runs: takes lanes, posts each lane's events one after the other and several lanes beside each other, reports.
/// What is stopped or killed on its way is posted again by whoever takes the lane next.
/// </summary>
internal sealed partial class AppWebhooks(
    string app, Func<WebhookOptions?> current, GrainCalls grains, OutgoingCalls calls, SemaphoreSlim all, int concurrency, WebhookMetrics metrics, TimeProvider time,
    ILogger logger) : IDisposable
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    // With the last call's deadline well within the lease.
    private static readonly TimeSpan LaneTime = OutboxBatch.Lease / 2;

    private readonly SemaphoreSlim slots = new(concurrency);
    private readonly List<Task> running = [];

    public WebhookHealth Health { get; } = new();

    /// <summary>Ends by cancellation, with what is on its way.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true) await TryTurnAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        await Task.WhenAll(running);
        metrics.Stopped(app);
    }

    /// <summary>After <see cref="RunAsync"/> has ended.</summary>
    public void Dispose() => slots.Dispose();

    private async Task TryTurnAsync(CancellationToken cancellation)
    {
        try
        {
            await TurnAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The top of this loop: an app must not go without its events until the next start.
            LogTurnFailed(e, app);
            await Task.Delay(PauseAfterFault, time, cancellation);
        }
    }

    private async Task TurnAsync(CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation);
        var free = 1;
        while (!Health.IsDown && slots.Wait(0, CancellationToken.None)) free++;
        var used = 0;
        try
        {
            var lanes = await TakeAsync(free, cancellation);
            running.RemoveAll(task => task.IsCompleted);
            foreach (var lane in lanes) running.Add(RunLaneAsync(lane, cancellation));
            used = lanes.Length;
        }
        finally
        {
            if (free > used) slots.Release(free - used);
        }
    }

    private async Task<ImmutableArray<OutboxLane>> TakeAsync(int lanes, CancellationToken cancellation)
    {
        var outcome = await AskAsync(outbox => outbox.TakeAsync(lanes, LongestWait, cancellation), cancellation);
        if (outcome.Value is { } batch)
        {
            metrics.Waiting(app, batch.Pending);
            return batch.Lanes;
        }
        LogNotTaken(app, outcome.Detail ?? "");
        await Task.Delay(PauseAfterFault, time, cancellation);
        return [];
    }

    private async Task RunLaneAsync(OutboxLane lane, CancellationToken cancellation)
    {
        try
        {
            var report = await PostAsync(lane, cancellation);
            var outcome = await AskAsync(outbox => outbox.ReportAsync([report], CancellationToken.None), CancellationToken.None);
            if (!outcome.IsOk) LogNotReported(app, lane.Lane, outcome.Detail ?? "");
        }
        catch (Exception e)
        {
            // The top of a lane's run: its lease runs out, and it is taken once more.
            LogLaneFailed(e, app, lane.Lane);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<OutboxReport> PostAsync(OutboxLane lane, CancellationToken cancellation)
    {
        var told = ImmutableArray.CreateBuilder<long>();
        OutboxFailure? failed = null;
        var began = time.GetTimestamp();
        foreach (var item in lane.Events)
        {
            if (current() is not { Url.Length: > 0 } target || time.GetElapsedTime(began) > LaneTime) break;
            if (await TryPostAsync(target, item, cancellation) is not { } answer) break;
            failed = Judge(item, answer);
            if (failed is not null) break;
            told.Add(item.Id);
        }
        return new OutboxReport(lane.Lane, lane.Lease, told.ToImmutable(), failed);
    }

    /// <summary>Null: stopped before it was known.</summary>
    private async Task<OutgoingAnswer?> TryPostAsync(WebhookOptions target, OutboxEvent item, CancellationToken cancellation)
    {
        try
        {
            await all.WaitAsync(cancellation);
            try
            {
                return await PostAsync(target, item, cancellation);
            }
            finally
            {
                all.Release();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<OutgoingAnswer> PostAsync(WebhookOptions target, OutboxEvent item, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var result = "failed";
        metrics.Started();
        try
        {
            var answer = await calls.PostAsync(new Uri(target.Url), item.EventId, target.Secrets, item.Body, CallDeadline, cancellation);
            result = answer.IsSuccess ? "told" : IsGivenUp(item, answer) ? "dead" : "failed";
            return answer;
        }
        finally
        {
            metrics.Ended(time.GetElapsedTime(began), result);
        }
    }

    /// <summary>Null: it was told.</summary>
    private OutboxFailure? Judge(OutboxEvent item, OutgoingAnswer answer)
    {
        if (answer.IsSuccess)
        {
            if (Health.Succeeded()) LogBack(app);
            return null;
        }
        var error = answer.Error.Length > OutboxFailure.MaxError ? answer.Error[..OutboxFailure.MaxError] : answer.Error;
        if (Health.Failed(error, time.GetUtcNow())) LogFailed(app, item.EventId, error);
        if (!IsGivenUp(item, answer)) return new OutboxFailure(item.Id, error, Backoff.After(item.Attempts + 1, Random.Shared.NextDouble()));
        LogGivenUp(app, item.EventId, error);
        return new OutboxFailure(item.Id, error, null);
    }

    // 410: the receiver does not want it, now or later.
    private static bool IsGivenUp(OutboxEvent item, OutgoingAnswer answer) => answer.Status == (int)HttpStatusCode.Gone || item.Attempts + 1 >= Backoff.MaxAttempts;

    private Task<Outcome<T>> AskAsync<T>(Func<IOutboxGrain, Task<Outcome<T>>> call, CancellationToken cancellation) => grains.AskAsync(app, call, cancellation);
}
