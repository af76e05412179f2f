using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace Rooms.Benchmarks.Delivery;

/// <summary>
/// Rooms full of sockets, senders that write down what was acknowledged to them, disturbances; at the end every number is accounted for. All of it runs
/// outside the server's process.
/// </summary>
internal sealed class LedgerRun
{
    private static readonly TimeSpan SubscribeDeadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan CatchUpDeadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private const int ReportEvery = 50;
    private const int AtOnce = 16;
    // The largest budget a room may have: nothing that is sent here is to be refused.
    private const int MostMessagesPerSecond = 100_000;

    private readonly ILedgerServer server;
    private readonly LedgerPlan plan;
    private readonly Action<string> report;
    private readonly Findings findings;
    private readonly List<RoomBook> books = [];
    private readonly List<Seat> seats = [];
    private readonly List<Listener> listeners = [];
    private readonly List<Sender> senders = [];

    private LedgerRun(ILedgerServer server, LedgerPlan plan, Action<string> report)
    {
        this.server = server;
        this.plan = plan;
        this.report = report;
        findings = new Findings(report);
    }

    public static async Task<LedgerResult> RunAsync(ILedgerServer server, LedgerPlan plan, Action<string> report, CancellationToken cancellation)
    {
        var run = new LedgerRun(server, plan, report);
        await run.OpenRoomsAsync(cancellation);
        await run.MakePeopleAsync(cancellation);
        return await run.RunAsync(cancellation);
    }

    private async Task OpenRoomsAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < plan.Rooms; i++)
        {
            var id = $"ledger-{i}";
            (await server.Http.PostAsJsonAsync("/v1/rooms", new { id, scene = "live", name = id }, cancellation)).EnsureSuccessStatusCode();
            (await server.Http.PatchAsJsonAsync($"/v1/rooms/{id}", new { tick = plan.TickMilliseconds, budget = MostMessagesPerSecond }, cancellation)).EnsureSuccessStatusCode();
            books.Add(new RoomBook(id, findings));
        }
    }

    private async Task MakePeopleAsync(CancellationToken cancellation)
    {
        var tokens = new string[plan.Sockets];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, tokens.Length, parallel, async (i, stop) => tokens[i] = await server.TokenAsync($"listener-{i}", stop, "user"));
        for (var i = 0; i < plan.Sockets; i++)
        {
            var rooms = i % plan.TwoRoomsEvery == plan.TwoRoomsEvery - 1 && books.Count > 1 ? new[] { i, i + 1 } : [i];
            var own = rooms.Select(room => new Seat(books[room % books.Count], findings)).ToArray();
            seats.AddRange(own);
            listeners.Add(new Listener(server, tokens[i], AddressOf(i), own, findings, plan.Seed + i) { MayBeSlow = i % plan.SlowEvery == plan.SlowEvery - 1 });
        }
        for (var i = 0; i < plan.Senders; i++)
        {
            var token = await server.TokenAsync($"sender-{i}", cancellation, "backend");
            senders.Add(new Sender(server, token, AddressOf(i), $"s{i}", [.. books], (double)plan.MessagesPerSecond / plan.Senders, plan.Seed + i));
        }
    }

    private async Task<LedgerResult> RunAsync(CancellationToken cancellation)
    {
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ears = listeners.Select(listener => listener.RunAsync(listening.Token)).ToArray();
        await Task.WhenAll(listeners.Select(listener => listener.Subscribed)).WaitAsync(SubscribeDeadline, cancellation);
        report($"{listeners.Count} sockets in {books.Count} rooms");

        var clock = Stopwatch.StartNew();
        var disturbance = new Disturbance(server, plan, listeners, books, report);
        await SendAsync(disturbance, cancellation);
        await CatchUpAsync(cancellation);
        await listening.CancelAsync();
        await Task.WhenAll(ears);
        await JudgeAsync(cancellation);
        return new LedgerResult(
            findings, seats.Sum(seat => seat.Deliveries), senders.Sum(sender => sender.Acknowledged), senders.Sum(sender => sender.Refused),
            seats.Sum(seat => seat.InGaps), seats.Sum(seat => seat.InSkips), disturbance.Cuts, disturbance.Kills, listeners.Sum(listener => listener.Reconnects),
            clock.Elapsed.TotalSeconds);
    }

    private async Task SendAsync(Disturbance disturbance, CancellationToken cancellation)
    {
        using var disturbing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var disturbed = disturbance.RunAsync(disturbing.Token);
        var sending = Task.WhenAll(senders.Select(sender => sender.RunAsync(plan.Messages / senders.Count, () => disturbance.IsDone, cancellation)));
        for (var looks = 1; !sending.IsCompleted; looks++)
        {
            await Task.WhenAny(sending, Task.Delay(Look, cancellation));
            if (looks % ReportEvery == 0) report($"{senders.Sum(sender => sender.Acknowledged)} acknowledged, {seats.Sum(seat => seat.Deliveries)} delivered, {findings.Total} faults");
        }
        await sending;
        await disturbing.CancelAsync();
        await disturbed;
    }

    // Whoever has not caught up by the deadline has lost what is missing, and is judged so.
    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        foreach (var listener in listeners) listener.MayBeSlow = false;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < CatchUpDeadline && !listeners.TrueForAll(listener => listener.IsCaughtUp)) await Task.Delay(Look, cancellation);
        report($"all caught up after {clock.Elapsed.TotalSeconds:0.0} s: {listeners.TrueForAll(listener => listener.IsCaughtUp)}");
    }

    private async Task JudgeAsync(CancellationToken cancellation)
    {
        foreach (var seat in seats) seat.End();
        foreach (var book in books)
        {
            book.Judge();
            book.Compare(await History.ReadAsync(server.Http, book.Room, book.OldestKept, cancellation));
        }
    }

    private static IPAddress AddressOf(int number) => new([127, 0, (byte)(1 + number / 250 % 250), (byte)(1 + number % 250)]);
}
