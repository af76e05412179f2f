namespace Orleans.Core;

public interface IStorage
{
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync(CancellationToken cancellationToken);

    Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    Task WriteStateAsync(CancellationToken cancellationToken);

    Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    Task ReadStateAsync(CancellationToken cancellationToken);

    Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);
}

public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
