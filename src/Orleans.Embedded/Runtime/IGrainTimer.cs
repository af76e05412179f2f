namespace Orleans.Runtime;

public interface IGrainTimer : IDisposable
{
    /// <summary>During a tick it takes effect when the tick has ended.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
