namespace Orleans.Configuration;

public sealed class SiloMessagingOptions
{
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that may wait at one activation; more are rejected. Orleans' default is no limit; here every queue has one.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = 10_000;

    /// <summary>How often a call may be sent on because the activation it waited at ended; Orleans' default.</summary>
    public int MaxForwardCount { get; set; } = 2;
}
