using System.Reflection;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.Tests.Support;

/// <summary>A room that knows its streams, all of them ann's, and nothing else.</summary>
public class FakeRoom : DispatchProxy
{
    public static IRoomGrain Create() => Create<IRoomGrain, FakeRoom>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IRoomGrain.GetStreamAsync) => Task.FromResult<Outcome<StreamGrant>>(new StreamGrant((string)args![0]!, "r1", "ann", null, StreamStatus.Idle, DateTimeOffset.UnixEpoch)),
        _ => throw new NotSupportedException(targetMethod.Name),
    };
}
