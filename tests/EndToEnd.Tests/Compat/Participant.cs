namespace Rooms.EndToEnd.Tests.Compat;

/// <summary>One client of some protocol in the room: says a text by its own means, and reads what it is told.</summary>
internal abstract class Participant(string name) : IAsyncDisposable
{
    // Generous: a check machine may be building beside.
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>A text that it said itself is told to it as well.</summary>
    public virtual bool HearsItself => true;

    public abstract Task SayAsync(string text);

    /// <summary>Reads until something that it is told contains the text.</summary>
    public async Task HearAsync(string text)
    {
        try
        {
            while (!(await ReadAsync().WaitAsync(Deadline)).Contains(text, StringComparison.Ordinal)) { }
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{this} did not hear '{text}' within {Deadline}");
        }
    }

    public abstract ValueTask DisposeAsync();

    public override string ToString() => name;

    /// <summary>The next thing that it is told, as text.</summary>
    protected abstract Task<string> ReadAsync();
}
