namespace Rooms.Engine.Conformance.Life;

public abstract class LifeGrainBase(Probe probe) : Grain, ILife
{
    private readonly Guid activation = Guid.NewGuid();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.Signal($"{this.GetPrimaryKeyString()} activated");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Not at once: who stops the host waits for this.
        await Task.Delay(20, CancellationToken.None);
        probe.Signal($"{this.GetPrimaryKeyString()} deactivated {reason.ReasonCode}");
    }

    public Task<Guid> ActivationAsync() => Task.FromResult(activation);

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task DelayAsync(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}

public sealed class LifeGrain(Probe probe) : LifeGrainBase(probe), ILifeGrain;

[KeepAlive]
public sealed class KeptGrain(Probe probe) : LifeGrainBase(probe), IKeptGrain;

/// <summary>Its first activation fails, the second does not.</summary>
public sealed class FailingGrain(Probe probe) : LifeGrainBase(probe), IFailingGrain
{
    private readonly Probe probe = probe;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (probe.Seen($"{this.GetPrimaryKeyString()} activated").Count == 1) throw new InvalidOperationException("not yet");
    }
}
