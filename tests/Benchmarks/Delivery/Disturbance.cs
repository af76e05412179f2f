using System.Net.Http.Json;

namespace Rooms.Benchmarks.Delivery;

/// <summary>What happens to a run of the ledger while messages are sent: sockets are cut, the server is killed, likes make events that may be left out.</summary>
internal sealed class Disturbance(ILedgerServer server, LedgerPlan plan, IReadOnlyList<Listener> listeners, IReadOnlyList<RoomBook> books, Action<string> report)
{
    private static readonly TimeSpan LikePause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly Random random = new(plan.Seed);

    public int Cuts { get; private set; }

    public int Kills { get; private set; }

    /// <summary>Every kill has been; the rest may go on for ever.</summary>
    public bool IsDone => Kills == plan.Kills;

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(CutAsync(cancellation), KillAsync(cancellation), LikeAsync(cancellation));

    private async Task CutAsync(CancellationToken cancellation)
    {
        if (plan.CutsPerSecond == 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / plan.CutsPerSecond));
        while (await Until(timer.WaitForNextTickAsync(cancellation).AsTask()))
        {
            listeners[random.Next(listeners.Count)].Cut();
            Cuts++;
        }
    }

    // Each time after as many acknowledgements as spread the kills over the messages; messages are sent until the last kill is over.
    private async Task KillAsync(CancellationToken cancellation)
    {
        var next = Step;
        while (Kills < plan.Kills && await Until(Task.Delay(Look, cancellation)))
        {
            if (Acknowledged < next) continue;
            await server.KillAsync();
            await server.RestartAsync(CancellationToken.None);
            Kills++;
            next = Acknowledged + Step;
            report($"killed and started again, {Kills} of {plan.Kills}");
        }
    }

    private long Step => plan.Messages / (plan.Kills + 1);

    private long Acknowledged => books.Sum(book => book.Acknowledgements);

    private async Task LikeAsync(CancellationToken cancellation)
    {
        // Not the generator of the cuts: the two run at once.
        for (var room = 0; await Until(Task.Delay(LikePause, cancellation)); room++)
        {
            try
            {
                using var answer = await server.Http.PostAsJsonAsync($"/v1/rooms/{books[room % books.Count].Room}/likes", new { count = 1 }, cancellation);
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
            {
                // Killed: a like more or less.
            }
        }
    }

    // False once it was cancelled: the run is over.
    private static async Task<bool> Until(Task wait)
    {
        try
        {
            await wait;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
