using Orleans.Storage;
using Rooms.Grains.Journal;
using Rooms.Silo.Sqlite;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class SqliteGrainStorageTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("thing", "shop/one");
    private StorageFixture fixture = null!;

    private SqliteGrainStorage States => new(fixture.Storage);

    public Task InitializeAsync()
    {
        fixture = new StorageFixture();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => fixture.CloseAsync();

    [Fact]
    public async Task Write_ThenReopened_ReadsTheSame()
    {
        await States.WriteStateAsync("s", Grain, new GrainState<Note> { State = new Note { Text = "kept" } });
        await fixture.ReopenAsync();

        var read = new GrainState<Note>();
        await States.ReadStateAsync("s", Grain, read);

        Assert.Equal("kept", read.State!.Text);
        Assert.True(read.RecordExists);
    }

    [Fact]
    public async Task Write_TwoFirstOnesOrAnOldETag_IsInconsistent()
    {
        var first = new GrainState<Note> { State = new Note() };
        await States.WriteStateAsync("s", Grain, first);
        var stale = new GrainState<Note> { State = new Note(), ETag = first.ETag };
        await States.WriteStateAsync("s", Grain, first);

        await Assert.ThrowsAsync<InconsistentStateException>(() => States.WriteStateAsync("s", Grain, new GrainState<Note> { State = new Note() }));
        await Assert.ThrowsAsync<InconsistentStateException>(() => States.WriteStateAsync("s", Grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => States.ClearStateAsync("s", Grain, stale));
    }

    [Fact]
    public async Task Clear_ThenRead_IsEmptyAgain()
    {
        var state = new GrainState<Note> { State = new Note { Text = "kept" } };
        await States.WriteStateAsync("s", Grain, state);

        await States.ClearStateAsync("s", Grain, state);
        await States.ReadStateAsync("s", Grain, state);

        Assert.False(state.RecordExists);
        Assert.Equal("", state.State!.Text);
    }

    [Fact]
    public async Task Read_StateOfANewerForm_IsRefused()
    {
        await States.WriteStateAsync("s", Grain, new GrainState<Note> { State = new Note() });
        await fixture.Storage.Committer.CommitAsync(new PragmaUnit("UPDATE grain_states SET version = 99"));

        await Assert.ThrowsAsync<JournalVersionException>(() => States.ReadStateAsync("s", Grain, new GrainState<Note>()));
    }

    internal sealed class Note
    {
        public string Text { get; set; } = "";
    }
}
