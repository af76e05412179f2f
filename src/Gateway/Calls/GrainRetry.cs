using Polly;
using Polly.Retry;

namespace Rooms.Gateway.Calls;

/// <summary>When and how often a rejected grain call is tried again.</summary>
internal static class GrainRetry
{
    // 0.1 + 0.2 + 0.4 + 0.8 + 1.6 + 2: about 5 s in all, several times what replacing a silo takes.
    private const int MaxRetries = 6;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    public static ResiliencePipeline Build(Action onRetry, TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<OrleansMessageRejectionException>().Handle<SiloUnavailableException>(),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = MaxDelay,
            MaxRetryAttempts = MaxRetries,
            OnRetry = _ =>
            {
                onRetry();
                return ValueTask.CompletedTask;
            },
        })
        .Build();
}
