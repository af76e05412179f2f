namespace Orleans.Embedded;

internal enum ActivationState
{
    Created,
    Activating,
    Valid,

    /// <summary>Starts no more calls; waits for those that run.</summary>
    Deactivating,

    /// <summary>OnDeactivateAsync runs.</summary>
    Ending,

    Ended,
}
