using Rooms.Contracts;
using ResiliencePipeline = Polly.ResiliencePipeline;

namespace Rooms.Gateway.Calls;

/// <summary>
/// Calls grains, and again after a rejection: while a silo is replaced its grains answer nobody for about a second. A rejected call was not
/// executed. A TimeoutException is not retried: its outcome is unknown, which is what idempotency keys are for.
/// </summary>
internal sealed class GrainCalls(IGrainFactory grains, GatewayMetrics metrics, TimeProvider time)
{
    private readonly ResiliencePipeline pipeline = GrainRetry.Build(metrics.GrainRetried, time);

    /// <summary>A refusal for a grain that could not be reached in time.</summary>
    public async Task<Outcome<T>> AskAsync<TGrain, T>(string key, Func<TGrain, Task<Outcome<T>>> call, CancellationToken cancellation)
        where TGrain : IGrainWithStringKey
    {
        try
        {
            return await GetAsync(key, call, cancellation);
        }
        catch (Exception e) when (e is OrleansMessageRejectionException or SiloUnavailableException)
        {
            return Refusal.Of<T>(ErrorCodes.NodeUnavailable, "the part of the service that keeps this is being replaced; try again");
        }
        catch (TimeoutException)
        {
            return Refusal.Of<T>(ErrorCodes.NodeUnavailable, "no answer in time; the outcome is unknown: repeat with the same Idempotency-Key");
        }
    }

    /// <summary>For questions whose answer is no outcome; rejections and timeouts escape.</summary>
    public async Task<T> GetAsync<TGrain, T>(string key, Func<TGrain, Task<T>> call, CancellationToken cancellation)
        where TGrain : IGrainWithStringKey
    {
        using var span = GrainSpans.Begin<TGrain>(key);
        return await pipeline.ExecuteAsync(async _ => await call(grains.GetGrain<TGrain>(key)), cancellation);
    }

    /// <summary>For reports, which come all the time and belong to nobody's trace.</summary>
    public async Task RunAsync<TGrain>(string key, Func<TGrain, Task> call, CancellationToken cancellation)
        where TGrain : IGrainWithStringKey =>
        await pipeline.ExecuteAsync(async _ => await call(grains.GetGrain<TGrain>(key)), cancellation);
}
