namespace Rooms.Engine.Conformance.Turns;

/// <summary>Calls that signal "KEY started NAME" and end when the test signals "KEY release NAME".</summary>
public interface IHold : IGrainWithStringKey
{
    Task HoldAsync(string name);

    [ReadOnly]
    Task HoldReadOnlyAsync(string name);

    [AlwaysInterleave]
    Task HoldInterleavedAsync(string name);

    [OneWay]
    Task HoldOneWayAsync(string name);
}

public interface IHoldGrain : IHold;

public interface IReentrantHoldGrain : IHold;

public interface IWorkerGrain : IHold;
