using System.Text.Json;
using System.Threading.Channels;
using Rooms.Contracts.Control;

namespace Rooms.MediaRelay.Control;

/// <summary>
/// One connection to the control plane, from <see cref="Register"/> to its end: a reader, a writer, and a clock for the load. Whatever fails ends it;
/// <see cref="ControlClient"/> opens the next.
/// </summary>
internal sealed class ControlLink(IControlConnection connection, Register register, ControlLinkParts parts) : IDisposable
{
    // Questions and answers under way; a control plane that takes none of so many is as good as gone.
    private const int OutboxCapacity = 1024;
    private const string VersionNewer = "version_newer";
    private const string MessageInvalid = "message_invalid";

    private static readonly TimeSpan RegisterDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LoadInterval = TimeSpan.FromSeconds(1);

    // Nodes learn of each other's viewers so late: a quota of viewers is exact at one node, and to this over several.
    private static readonly TimeSpan UsageInterval = TimeSpan.FromSeconds(2);

    private readonly Channel<ControlMessage> outbox = Channel.CreateBounded<ControlMessage>(OutboxCapacity);
    private readonly SemaphoreSlim sending = new(1, 1);
    private volatile bool takesUsage;
    private volatile bool takesHealth;

    /// <summary>Answers why it ended. <paramref name="onRegistered"/>: the control plane has taken the node.</summary>
    public async Task<string> RunAsync(Action onRegistered, CancellationToken cancellation)
    {
        try
        {
            if (await RegisterAsync(cancellation) is { } refusal) return refusal;
            onRegistered();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            parts.Questions.Open(ask => outbox.Writer.TryWrite(ask));
            Task<string>[] loops = [ReadAsync(over.Token), WriteAsync(over.Token), ReportEventsAsync(over.Token), ReportLoadAsync(over.Token), ReportUsageAsync(over.Token)];
            var first = await Task.WhenAny(loops);
            await over.CancelAsync();
            await Task.WhenAll(loops);
            return await first;
        }
        finally
        {
            parts.Questions.Close();
            outbox.Writer.TryComplete();
            await connection.CloseAsync("the node ends the connection");
        }
    }

    public void Dispose() => sending.Dispose();

    // Null: registered.
    private async Task<string?> RegisterAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(RegisterDeadline);
        try
        {
            await connection.SendAsync(register, deadline.Token);
            var answer = await connection.ReceiveAsync(deadline.Token);
            if (answer is not Registered registered)
                return answer is Result { Code: { } code, Detail: var detail } ? $"{code}: {detail}" : "the answer to register was none";
            Adopt(registered);
            return null;
        }
        catch (Exception e) when (IsEnd(e))
        {
            return cancellation.IsCancellationRequested ? "shutting down" : $"no answer to register: {e.Message}";
        }
    }

    private Task<string> ReadAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        while (true)
        {
            try
            {
                if (await connection.ReceiveAsync(cancellation) is not { } message) return;
                Take(message);
            }
            catch (JsonException e)
            {
                var code = e.Message.StartsWith(VersionNewer, StringComparison.Ordinal) ? VersionNewer : MessageInvalid;
                await outbox.Writer.WriteAsync(new Result { Code = code, Detail = e.Message }, cancellation);
            }
        }
    });

    private void Take(ControlMessage message)
    {
        if (message is PublishAnswer answer) parts.Questions.Take(answer);
        else if (message is Standing standing) parts.Usage.Take(standing);
        else if (message is Registered registered) Adopt(registered);
        else if (parts.Orders.Answer(message) is { } reply && !outbox.Writer.TryWrite(reply)) throw new IOException("the control plane does not read");
    }

    private void Adopt(Registered registered)
    {
        parts.Access.Replace(registered.UrlKeys);
        parts.Origins.Replace(registered.Origins ?? []);
        takesUsage = registered.TakesUsage;
        takesHealth = registered.TakesHealth;
    }

    private Task<string> WriteAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        await foreach (var message in outbox.Reader.ReadAllAsync(cancellation)) await SendAsync(message, cancellation);
    });

    // What happened while there was no connection comes first, in order; the state last says what is true now.
    private Task<string> ReportEventsAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        foreach (var ended in parts.Events.RecentEnds()) await SendAsync(ended, cancellation);
        await SendWaitingAsync(cancellation);
        await SendAsync(parts.Report.WriteState(), cancellation);
        while (true)
        {
            await parts.Events.WaitAsync(cancellation);
            await SendWaitingAsync(cancellation);
        }
    });

    private async Task SendWaitingAsync(CancellationToken cancellation)
    {
        while (parts.Events.Peek() is { } happened)
        {
            // An earlier control plane ends a connection that says what it does not know.
            if (takesHealth || !EventOutbox.IsHealth(happened)) await SendAsync(happened, cancellation);
            parts.Events.Sent(happened);
        }
    }

    private Task<string> ReportLoadAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        using var timer = new PeriodicTimer(LoadInterval, parts.Time);
        while (await timer.WaitForNextTickAsync(cancellation)) await SendAsync(parts.Report.WriteLoad(), cancellation);
    });

    private Task<string> ReportUsageAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        using var timer = new PeriodicTimer(UsageInterval, parts.Time);
        // At once: until its nodes have reported, an app's quotas see nobody.
        do
        {
            if (takesUsage) await SendAsync(parts.Usage.Write(), cancellation);
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    });

    private async Task SendAsync(ControlMessage message, CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation);
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(SendDeadline);
            await connection.SendAsync(message, deadline.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    private static async Task<string> GuardAsync(Func<Task> loop)
    {
        try
        {
            await loop();
            return "the control plane has closed the connection";
        }
        catch (Exception e) when (IsEnd(e))
        {
            return e is OperationCanceledException ? "a deadline passed, or the node shuts down" : e.Message;
        }
    }

    private static bool IsEnd(Exception e) => e is IOException or ChannelClosedException or OperationCanceledException or JsonException;
}
