using System.Threading.Channels;
using Rooms.Contracts.Streams;

namespace Rooms.Gateway.Tests.Support;

/// <summary>The directory of streams, which knows stream <c>s1</c> of app <c>shop</c> and <c>s9</c> of an app that is no more, in rooms <c>r1</c>, and every stream's figures.</summary>
internal sealed class FakeStreams : IStreamDirectoryGrain, IStreamGrain
{
    private readonly Channel<StreamFigures> figures = Channel.CreateUnbounded<StreamFigures>();

    public async Task<StreamFigures> NextFiguresAsync() => await figures.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Generous);

    public Task<StreamPlace?> FindAsync(string streamId, CancellationToken cancellation = default) =>
        Task.FromResult(streamId switch
        {
            "s1" => new StreamPlace("shop", "r1"),
            "s9" => new StreamPlace("removed", "r1"),
            _ => null,
        });

    public Task ReportAsync(StreamFigures newest)
    {
        figures.Writer.TryWrite(newest);
        return Task.CompletedTask;
    }

    public Task<StreamFigures?> GetAsync(CancellationToken cancellation = default) => Task.FromResult<StreamFigures?>(null);
}
