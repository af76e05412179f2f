using System.Threading.Channels;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.Tests.Support;

/// <summary>Remembers reports; answers asks as it is told to.</summary>
internal sealed class FakePusher : IPusherGrain
{
    private readonly Channel<string> calls = Channel.CreateUnbounded<string>();

    public Func<PublishRequest, Task<Outcome<PublishPermit>>> Answer { get; set; } =
        request => Task.FromResult<Outcome<PublishPermit>>(new PublishPermit("shop", request.RoomId, 7));

    /// <summary>The next report or answer, as words.</summary>
    public async Task<string> NextCallAsync() => await calls.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Generous);

    public Task<Outcome<PublishPermit>> AskAsync(PublishRequest request, CancellationToken cancellation = default) => Answer(request).WaitAsync(cancellation);

    public Task ReportAsync(PublisherReport report, CancellationToken cancellation = default)
    {
        calls.Writer.TryWrite($"{report.State} {report.Node} {report.Session} {report.RoomId}");
        return Task.CompletedTask;
    }

    public Task HealthAsync(string node, string session, StreamHealthChange change, CancellationToken cancellation = default)
    {
        calls.Writer.TryWrite($"{(change.IsHealthy ? "healthy" : "unhealthy")} {node} {session} {change.Code}: {change.Reason}");
        return Task.CompletedTask;
    }

    public Task<Outcome<Done>> HeartbeatAsync(Caller caller, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task AliveAnswerAsync(string node, string session, bool isPublishing, CancellationToken cancellation = default)
    {
        calls.Writer.TryWrite($"alive {node} {session} {isPublishing}");
        return Task.CompletedTask;
    }

    public Task CutAsync(string reason, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task EndAsync(string reason, CancellationToken cancellation = default)
    {
        calls.Writer.TryWrite($"end {reason}");
        return Task.CompletedTask;
    }
}
