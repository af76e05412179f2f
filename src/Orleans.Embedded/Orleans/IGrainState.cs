namespace Orleans;

public interface IGrainState<T>
{
    T? State { get; set; }

    string? ETag { get; set; }

    bool RecordExists { get; set; }
}

public sealed class GrainState<T> : IGrainState<T>
{
    public T? State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
