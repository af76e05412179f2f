namespace Orleans.Embedded;

/// <summary>
/// Runs the turns of one activation one at a time on the thread pool: continuations of its awaits first, then <see
/// cref="Activation.Pump"/>, which
/// starts calls. Awaits inside grains come back here because they capture the current scheduler.
/// </summary>
internal sealed class TurnScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    // After so many turns in a row the thread goes to whoever else waits for it.
    private const int TurnsPerSlice = 64;

    [ThreadStatic]
    private static TurnScheduler? running;

    private static readonly Action<object?> PumpTurn = static state => ((Activation)state!).Pump();

    private readonly Lock gate = new();
    private readonly Queue<Task> turns = new();
    private bool isScheduled;
    private bool isPumpWanted;

    public Activation Activation => activation;

    public void WantPump()
    {
        lock (gate)
        {
            isPumpWanted = true;
            if (isScheduled) return;
            isScheduled = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Runs an action as a turn.</summary>
    public void Post(Action action) => _ = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    void IThreadPoolWorkItem.Execute()
    {
        running = this;
        var ended = RunSlice();
        running = null;
        if (!ended) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (gate)
        {
            turns.Enqueue(task);
            if (isScheduled) return;
            isScheduled = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(running, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate) return [.. turns];
    }

    private bool RunSlice()
    {
        for (var i = 0; i < TurnsPerSlice; i++)
        {
            Task? turn;
            lock (gate)
            {
                if (!turns.TryDequeue(out turn))
                {
                    if (!isPumpWanted)
                    {
                        isScheduled = false;
                        return true;
                    }
                    isPumpWanted = false;
                }
            }
            if (turn is not null) TryExecuteTask(turn);
            else new Task(PumpTurn, activation, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
        }
        return false;
    }
}
