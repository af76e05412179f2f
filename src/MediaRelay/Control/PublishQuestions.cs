using System.Collections.Concurrent;
using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Control;

/// <summary>Questions whether a publisher may start, over whatever connection there is at the moment. No connection, no publisher.</summary>
internal sealed class PublishQuestions(OrderGenerations generations, AppAudiences audiences, TimeProvider time) : IPublishGate
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly PublishDecision Unavailable =
        PublishDecision.Refuse(ErrorCodes.NodeUnavailable, "this node has no connection to the control plane, or no answer came");

    private readonly ConcurrentDictionary<string, Question> pending = new(StringComparer.Ordinal);
    private volatile Func<PublishAsk, bool>? send;

    public async ValueTask<PublishDecision> AskAsync(
        string streamId, string session, string tokenHash, string protocol, string address, CancellationToken cancellation)
    {
        var ask = new PublishAsk
        {
            Id = Guid.NewGuid().ToString("n"),
            StreamId = streamId,
            Session = session,
            TokenHash = tokenHash,
            Protocol = protocol,
            Address = address,
        };
        var answer = new TaskCompletionSource<PublishDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[ask.Id] = new Question(streamId, answer);
        try
        {
            if (send?.Invoke(ask) != true) return Unavailable;
            return await answer.Task.WaitAsync(Deadline, time, cancellation);
        }
        catch (TimeoutException)
        {
            return Unavailable;
        }
        finally
        {
            pending.TryRemove(ask.Id, out _);
        }
    }

    /// <summary>A connection is there: <paramref name="sender"/> takes a question, or says that it cannot.</summary>
    public void Open(Func<PublishAsk, bool> sender) => send = sender;

    /// <summary>The connection is gone, and with it the answers.</summary>
    public void Close()
    {
        send = null;
        foreach (var question in pending.Values) question.Answer.TrySetResult(Unavailable);
    }

    public void Take(PublishAnswer answer)
    {
        if (!pending.TryRemove(answer.Id, out var question)) return;
        if (answer.Code is null)
        {
            generations.Permit(question.StreamId, answer.Generation);
            audiences.Of(answer.App).Admit(answer.MaxViewers);
        }
        question.Answer.TrySetResult(answer.Code is { } code ? PublishDecision.Refuse(code, answer.Detail) : PublishDecision.Allow(answer.App, answer.Room));
    }

    private sealed record Question(string StreamId, TaskCompletionSource<PublishDecision> Answer);
}
