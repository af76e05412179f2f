using System.Collections.Immutable;

namespace Rooms.Engine.Conformance.Calls;

[GenerateSerializer, Immutable]
public sealed record Parcel([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<int> Numbers, [property: Id(2)] Parcel? Inner);

public interface ICallGrain : IGrainWithStringKey
{
    Task<Parcel> EchoAsync(Parcel parcel);

    ValueTask<int> AddAsync(int a, int b);

    Task ThrowAsync(string message);

    /// <summary>Throws before it makes a task.</summary>
    Task ThrowAtOnceAsync(string message);

    [OneWay]
    Task ThrowOneWayAsync(string message);

    /// <summary>Ends when its token is cancelled: signals "KEY waits", then "KEY cancelled".</summary>
    Task WaitForCancelAsync(CancellationToken cancellation = default);

    Task<bool> CanBeCancelledAsync(CancellationToken cancellation = default);

    [ResponseTimeout("00:00:00.5")]
    Task NeverAsync();

    Task<ICallGrain> SelfAsync();

    Task<string?> ContextAsync(string name);

    /// <summary>Asks the grain with this key, and changes its own context afterwards.</summary>
    Task<string?> ContextOfAsync(string other, string name);
}
