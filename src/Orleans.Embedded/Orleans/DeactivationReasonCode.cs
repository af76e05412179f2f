namespace Orleans;

/// <summary>Orleans has more; these are the reasons that one process can have.</summary>
public enum DeactivationReasonCode : byte
{
    None = 0,
    ShuttingDown = 1,
    ActivationFailed = 2,
    ActivationIdle = 4,
    ActivationUnresponsive = 5,
    DuplicateActivation = 6,
    ApplicationError = 8,
    ApplicationRequested = 9,
}
