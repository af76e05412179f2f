using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>Forgets events that were given up long ago, a little every minute.</summary>
internal sealed partial class OutboxPurge(SqliteOutboxStore outbox, TimeProvider time, ILogger<OutboxPurge> logger) : BackgroundService
{
    private const int MaxAtOnce = 1_000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TurnAsync();
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TurnAsync()
    {
        try
        {
            var forgotten = await outbox.ForgetAsync(time.GetUtcNow().AddDays(-outbox.Limits.DeadDays), MaxAtOnce);
            if (forgotten > 0) Forgotten(forgotten, outbox.Limits.DeadDays);
        }
        catch (JournalUnavailableException fault)
        {
            NotForgotten(fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Events} events that no webhook took were forgotten after {Days} days")]
    private partial void Forgotten(long events, int days);

    [LoggerMessage(LogLevel.Warning, "Old events that no webhook took could not be forgotten, tried again in a minute: {Reason}")]
    private partial void NotForgotten(string reason);
}
