namespace Rooms.Gateway.Push.Sockets;

/// <summary>Something to be answered by a loop. A fault in it is the one's who asked, not the loop's.</summary>
internal sealed class LoopQuestion<T> : ILoopTask
{
    private readonly TaskCompletionSource<T> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<T> question;
    private readonly T whenOver;

    private LoopQuestion(Func<T> question, T whenOver) => (this.question, this.whenOver) = (question, whenOver);

    /// <summary>From any thread. <paramref name="whenOver"/>: the answer of a loop that has ended.</summary>
    public static Task<T> AskAsync(PushLoop loop, Func<T> question, T whenOver)
    {
        var task = new LoopQuestion<T>(question, whenOver);
        loop.Post(task);
        return task.answered.Task;
    }

    public void Run(PushLoop loop)
    {
        try
        {
            answered.TrySetResult(question());
        }
        catch (Exception bug)
        {
            answered.TrySetException(bug);
        }
    }

    public void Reject() => answered.TrySetResult(whenOver);
}
