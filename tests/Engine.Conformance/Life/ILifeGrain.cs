namespace Rooms.Engine.Conformance.Life;

/// <summary>Signals "KEY activated" and "KEY deactivated REASON".</summary>
public interface ILife : IGrainWithStringKey
{
    /// <summary>New with every activation.</summary>
    Task<Guid> ActivationAsync();

    Task DeactivateAsync();

    Task DelayAsync(TimeSpan time);
}

public interface ILifeGrain : ILife;

public interface IKeptGrain : ILife;

public interface IFailingGrain : ILife;
