using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of grain classes. Made by the engine only: the activation that makes it is found on the running turn.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation activation =
        Activation.Current ?? throw new InvalidOperationException("A grain is made by calling it through a reference.");

    public IGrainContext GrainContext => activation;

    protected IGrainFactory GrainFactory => activation.Engine.Factory;

    protected IServiceProvider ServiceProvider => activation.Engine.Services;

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    protected void DeactivateOnIdle() =>
        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested,
            $"{nameof(DeactivateOnIdle)} was called."));

    /// <summary>Not collected for being idle within this time; negative: as if never called.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => activation.DelayDeactivation(timeSpan);
}
