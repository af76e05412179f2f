using System.Text.Json.Serialization;
using Rooms.Grains.Journal;
using Rooms.Silo.Sqlite;
using Rooms.Silo.Tests.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests;

public sealed class JournalTests : IAsyncLifetime
{
    private static readonly JournalFormat<Fact, Sum> Form = new(1, JournalTestsJson.Default.Fact, JournalTestsJson.Default.Sum);
    private readonly FakeTimeProvider time = new();
    private StorageFixture fixture = null!;

    public Task InitializeAsync()
    {
        fixture = new StorageFixture();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => fixture.CloseAsync();

    [Fact]
    public async Task Append_SeveralInFlight_CommitInOrder()
    {
        var journal = await OpenAsync(Form);
        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => journal.AppendAsync([new Fact(n, n)], default)));

        var again = await OpenAsync(Form);

        Assert.Equal(Enumerable.Range(1, 50), Tell(again).Tail.Select(fact => fact.Value));
        Assert.Equal([49, 50], (await again.ReadAsync(48, 10, CancellationToken.None)).Select(fact => fact.Value));
    }

    [Fact]
    public async Task Append_AfterOneThatFailed_FailsToo()
    {
        var older = await OpenAsync(Form);
        await older.AppendAsync([new Fact(1, 1)], default);
        await OpenAsync(Form);

        var first = older.AppendAsync([new Fact(2, 2)], default);
        var second = older.AppendAsync([new Fact(3, 3)], default);

        await Assert.ThrowsAsync<JournalConflictException>(() => first);
        await Assert.ThrowsAsync<JournalConflictException>(() => second);
        Assert.Single(Tell(await OpenAsync(Form)).Tail);
    }

    [Fact]
    public async Task Open_WithASnapshot_ReadsOnlyWhatCameAfter()
    {
        var journal = await OpenAsync(Form);
        await journal.AppendAsync([new Fact(1, 1), new Fact(null, 2)], default, new Sum(3), keepFrom: 1);
        await journal.AppendAsync([new Fact(2, 4)], default);

        var again = await OpenAsync(Form);

        var (snapshot, tail) = Tell(again);
        Assert.Equal(new Sum(3), snapshot);
        Assert.Equal([4], tail.Select(fact => fact.Value));
    }

    [Fact]
    public async Task Append_RewritesAnEntry_OnlyTheNewTextIsStoredAndTheSumsHold()
    {
        var journal = await OpenAsync(Form);
        await journal.AppendAsync([new Fact(1, 1), new Fact(2, 2), new Fact(3, 3)], default);

        await journal.AppendAsync([new Fact(null, 4)], default, null, keepFrom: 0, [new Fact(2, 0), new Fact(77, 0)]);

        var again = await OpenAsync(Form);
        Assert.Equal([1, 0, 3, 4], Tell(again).Tail.Select(fact => fact.Value));
        Assert.Equal([0], (await again.ReadAsync(1, 1, CancellationToken.None)).Select(fact => fact.Value));
        Assert.Empty(await fixture.Storage.Readers.ReadAsync(JournalCheck.Run, CancellationToken.None));
    }

    [Fact]
    public async Task Open_WrittenByANewerProgram_IsRefusedByName()
    {
        var newer = await OpenAsync(Form with { Version = 2 });
        await newer.AppendAsync([new Fact(1, 1)], default);

        var fault = await Assert.ThrowsAsync<JournalVersionException>(() => OpenAsync(Form));

        Assert.Contains("Run the newer program", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_Twice_HasLetGoOfWhatItTold()
    {
        var journal = await OpenAsync(Form);
        await journal.AppendAsync([new Fact(1, 1)], default, new Sum(1), keepFrom: 1);
        await journal.AppendAsync([new Fact(2, 4)], default);
        var again = await OpenAsync(Form);
        Tell(again);

        var (snapshot, tail) = Tell(again);

        Assert.Null(snapshot);
        Assert.Empty(tail);
    }

    private static (Sum? Snapshot, List<Fact> Tail) Tell(Journal<Fact, Sum> journal)
    {
        Sum? snapshot = null;
        var tail = new List<Fact>();
        journal.Replay((stored, facts) =>
        {
            snapshot = stored;
            tail.AddRange(facts);
            return new Sum(0);
        });
        return (snapshot, tail);
    }

    private Task<Journal<Fact, Sum>> OpenAsync(JournalFormat<Fact, Sum> form) => fixture.Journals.OpenAsync("g", form, time, CancellationToken.None);
}

internal sealed record Fact(long? Number, int Value) : IJournalEntry;

internal sealed record Sum(int Total);

[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(Sum))]
internal sealed partial class JournalTestsJson : JsonSerializerContext;
