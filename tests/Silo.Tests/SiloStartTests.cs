using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Configuration;
using Rooms.Silo.Sqlite;
using Rooms.Silo.Tests.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests;

public sealed class SiloStartTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Start_WithPostgreSql_IsRefusedAndNamesTheOtherBuild()
    {
        var directory = new TemporaryDirectory();
        await using (var app = Build(directory.Path, ("Storage:PostgreSql", "Host=db")))
        {
            var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

            Assert.Contains("Storage:PostgreSql = '(hidden)': wanted nothing", fault.Message, StringComparison.Ordinal);
            Assert.Contains("ActorEngine=Orleans", fault.Message, StringComparison.Ordinal);
        }
        directory.Delete();
    }

    // What a reload asks.
    [Fact]
    public async Task Check_WithPostgreSql_IsRefused()
    {
        var directory = new TemporaryDirectory();
        await using (var app = Build(directory.Path))
        {
            var candidate = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Storage:PostgreSql", (string?)"Host=db")]).Build();
            List<string> faults = [];

            foreach (var check in app.Services.GetServices<IOptionsCheck>()) check.Check(candidate, faults);

            Assert.StartsWith("Storage:PostgreSql = '(hidden)': wanted nothing", Assert.Single(faults), StringComparison.Ordinal);
        }
        directory.Delete();
    }

    [Fact]
    public async Task Start_OptionOutOfRange_IsRefusedByName()
    {
        var directory = new TemporaryDirectory();
        await using (var app = Build(directory.Path, ("Rooms:MultiMembers", "1")))
        {
            var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

            Assert.Contains("MultiMembers", fault.Message, StringComparison.Ordinal);
        }
        directory.Delete();
    }

    [Fact]
    public async Task Start_SecondProcessOnOneDirectory_IsRefused()
    {
        var directory = new TemporaryDirectory();
        await using (var first = Build(directory.Path))
        {
            await first.StartAsync();
            await using var second = Build(directory.Path);

            await Assert.ThrowsAsync<SiloStartException>(() => second.StartAsync());
            await first.StopAsync();
        }
        directory.Delete();
    }

    [Fact]
    public async Task Health_WhileTheDiskIsFull_IsNotReady()
    {
        var directory = new TemporaryDirectory();
        await using (var app = Build(directory.Path))
        {
            await app.StartAsync();
            var committer = app.Services.GetRequiredService<SqliteStorage>().Committer;
            var before = await CheckAsync(app);
            await committer.CommitAsync(new PragmaUnit("PRAGMA max_page_count=1"));
            var full = committer.CommitAsync(new PragmaUnit("INSERT INTO streams VALUES(hex(zeroblob(1000000)), '', '')"));
            await Assert.ThrowsAsync<Grains.Journal.JournalUnavailableException>(() => full);
            var during = await CheckAsync(app);
            await committer.CommitAsync(new PragmaUnit("PRAGMA max_page_count=1000000"));
            // Nobody writes: the committer finds out by itself.
            using var deadline = new CancellationTokenSource(Deadline);
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await CheckAsync(app) != HealthStatus.Healthy) await pause.WaitForNextTickAsync(deadline.Token);

            Assert.Equal([HealthStatus.Healthy, HealthStatus.Unhealthy], [before, during]);
            await app.StopAsync();
        }
        directory.Delete();
    }

    private static async Task<HealthStatus> CheckAsync(WebApplication app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"))).Status;

    private static WebApplication Build(string directory, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Append(("Data:Directory", directory)).Select(s => KeyValuePair.Create<string, string?>(s.Item1, s.Item2)));
        builder.AddSilo();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }
}
