using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Another activation wrote the state first. An activation that lets it escape is deactivated.</summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message) : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException) : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public string? StoredEtag { get; }

    public string? CurrentEtag { get; }

    /// <summary>True until it has left the activation whose write failed: its callers are not deactivated for it.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
