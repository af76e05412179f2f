using System.Threading.Channels;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.Tests.Support;

/// <summary>The directory of streams, which knows stream <c>s1</c> of room <c>r1</c> of app <c>shop</c>, and every stream's figures.</summary>
internal sealed class FakeStreams : IStreamDirectoryGrain, IStreamGrain
{
    private readonly Channel<StreamFigures> figures = Channel.CreateUnbounded<StreamFigures>();

    public async Task<StreamFigures> NextFiguresAsync() => await figures.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Generous);

    public Task<StreamPlace?> FindAsync(string streamId, CancellationToken cancellation = default) =>
        Task.FromResult(streamId == "s1" ? new StreamPlace("shop", "r1") : null);

    public Task ReportAsync(StreamFigures newest)
    {
        figures.Writer.TryWrite(newest);
        return Task.CompletedTask;
    }

    public Task<StreamFigures?> GetAsync(CancellationToken cancellation = default) => Task.FromResult<StreamFigures?>(null);
}
