using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;

namespace Rooms.Gateway.Control;

/// <summary>
/// One media node's control connection, from its <see cref="Register"/> to its end. <see cref="RunAsync"/> owns it: a reader, a writer, workers for
/// questions and, one a lane, for reports: those of one stream stay in order.
/// </summary>
internal sealed partial class ControlSession : IRelayLink, IDisposable
{
    private const int OutboxCapacity = 1024;
    private const int AskWorkers = 32;
    private const int AskCapacity = 1024;
    private const int Lanes = 16;
    private const int LaneCapacity = 256;
    private const int MaxFaults = 3;

    private static readonly TimeSpan AskDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegisterPause = TimeSpan.FromSeconds(1);

    // The directory lives in memory: when its silo is replaced, the new one learns of the node from here.
    private static readonly TimeSpan RegisterCheck = TimeSpan.FromSeconds(5);

    private readonly IControlConnection connection;
    private readonly NodeRegistration registration;
    private readonly NodeReports reports;
    private readonly PublishAsks asks;
    private readonly TimeSpan idleDeadline;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Channel<ControlMessage> outbox = Channel.CreateBounded<ControlMessage>(OutboxCapacity);
    private readonly WorkQueue questions;
    private readonly WorkQueue[] lanes;
    private readonly CancellationTokenSource ending = new();
    private Register? node;
    private IRelayLink? reference;
    private long checkedAt;
    private int faults;

    // The idle deadline: nodes send a load every second, a longer silence is a dead one. Infinite for the node in this process.
    public ControlSession(
        IControlConnection connection, NodeRegistration registration, NodeReports reports, PublishAsks asks, TimeSpan idleDeadline, TimeProvider time, ILogger logger)
    {
        (this.connection, this.registration, this.reports, this.asks) = (connection, registration, reports, asks);
        (this.idleDeadline, this.time, this.logger) = (idleDeadline, time, logger);
        questions = new WorkQueue(AskWorkers, AskCapacity, AskDeadline, LogWorkFailed);
        lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new WorkQueue(1, LaneCapacity, ReportDeadline, LogWorkFailed))];
    }

    /// <summary>Ends when the node goes, breaks the rules or falls silent, or when <paramref name="stop"/> is set.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var registered = stop.Register(ending.Cancel);
        var writing = WriteAsync(ending.Token);
        using var working = new CancellationTokenSource();
        var work = Task.WhenAll([questions.RunAsync(working.Token), .. lanes.Select(lane => lane.RunAsync(working.Token))]);
        var reason = await ReadAsync(ending.Token);
        questions.Complete();
        foreach (var lane in lanes) lane.Complete();
        // What the node said before it went is still reported.
        working.CancelAfter(LeaveDeadline);
        await work;
        outbox.Writer.TryComplete();
        await LeaveAsync();
        await connection.CloseAsync(reason);
        await ending.CancelAsync();
        await writing;
        LogClosed(NodeId, reason);
    }

    public void Dispose() => ending.Dispose();

    /// <summary>From a grain: an order for this node.</summary>
    Task IRelayLink.OrderAsync(string nodeId, RelayOrder order)
    {
        Send(OrderMessages.From(order));
        return Task.CompletedTask;
    }

    private string NodeId => node?.Node ?? "unregistered";

    private void Send(ControlMessage message)
    {
        if (outbox.Writer.TryWrite(message)) return;
        // A node that does not read loses its connection, not our memory; it comes back and says what it carries.
        LogNodeDoesNotRead(NodeId);
        End();
    }

    private void End()
    {
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile: the order comes too late, and the grain asks again.
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in outbox.Reader.ReadAllAsync(cancellation))
            {
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                deadline.CancelAfter(SendDeadline);
                await connection.SendAsync(message, deadline.Token);
            }
        }
        catch (Exception e) when (e is IOException or ChannelClosedException or OperationCanceledException)
        {
            End();
        }
    }

    /// <summary>Answers why it ended.</summary>
    private async Task<string> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            using var deadline = new CancellationTokenSource(idleDeadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
            try
            {
                if (await connection.ReceiveAsync(either.Token) is not { } message) return "the node has gone";
                await TakeAsync(message, cancellation);
            }
            catch (JsonException e)
            {
                Refuse("", e.Message.StartsWith(VersionNewer, StringComparison.Ordinal) ? VersionNewer : MessageInvalid, e.Message);
            }
            catch (OperationCanceledException)
            {
                return cancellation.IsCancellationRequested ? "the connection was ended here" : "the node was silent for too long";
            }
            if (faults >= MaxFaults) return "too many messages that are not understood";
        }
    }

    private async ValueTask TakeAsync(ControlMessage message, CancellationToken cancellation)
    {
        if (message is Register register) await RegisterAsync(register, cancellation);
        else if (node is null) Refuse(message.Id, MessageInvalid, "the first message is register");
        else await TakeAsync(node.Node, message, cancellation);
    }

    private async ValueTask TakeAsync(string from, ControlMessage message, CancellationToken cancellation)
    {
        switch (message)
        {
            case Load load:
                await LaneOf(from).PostAsync(limit => TakeAsync(from, load, limit), cancellation);
                break;
            case State state:
                foreach (var stream in state.Streams) await TakeAsync(from, stream, cancellation);
                break;
            case StreamEvent happened:
                await TakeAsync(from, happened, cancellation);
                break;
            case Alive answer when Names(answer.App, answer.StreamId):
                await LaneOf(answer.StreamId).PostAsync(limit => reports.AliveAsync(from, answer, limit), cancellation);
                break;
            case PublishAsk ask:
                Take(from, ask);
                break;
            case Result result:
                if (result.Code is { } code) LogNodeRefused(from, result.Id, code, result.Detail);
                break;
            default:
                Refuse(message.Id, MessageInvalid, "not a message that a node sends, or its names are no ids");
                break;
        }
    }

    private async Task TakeAsync(string from, Load load, CancellationToken cancellation)
    {
        await reports.LoadAsync(from, load, cancellation);
        if (time.GetElapsedTime(checkedAt) < RegisterCheck) return;
        checkedAt = time.GetTimestamp();
        await registration.EnterIfUnknownAsync(node!, reference!, cancellation);
    }

    private void Take(string from, PublishAsk ask)
    {
        if (!questions.TryPost(async limit => Send(await asks.AnswerAsync(from, ask, limit))))
            Send(PublishAsks.Refuse(ask, ErrorCodes.NodeUnavailable, "too many publishers start at once"));
    }

    private async ValueTask TakeAsync(string from, CarriedStream stream, CancellationToken cancellation)
    {
        if (Names(stream.App, stream.StreamId)) await LaneOf(stream.StreamId).PostAsync(limit => reports.CarriedAsync(from, stream, limit), cancellation);
        else Refuse("", MessageInvalid, "state: app and streamId are ids");
    }

    private async ValueTask TakeAsync(string from, StreamEvent happened, CancellationToken cancellation)
    {
        if (Names(happened.App, happened.StreamId) && NodeMessages.TryParse(happened.Kind, out var state))
            await LaneOf(happened.StreamId).PostAsync(limit => reports.EventAsync(from, happened, state, limit), cancellation);
        else
            Refuse(happened.Id, MessageInvalid, "event: app and streamId are ids, kind is started, lost, returned or ended");
    }

    /// <summary>Until the directory has it: the node of this process has no second connection to try.</summary>
    private async Task RegisterAsync(Register register, CancellationToken cancellation)
    {
        if (NodeMessages.Fault(register) is { } fault)
        {
            Refuse(register.Id, MessageInvalid, fault);
            return;
        }
        node = register;
        // In the outbox before the directory knows the node: no order can come before it.
        Send(registration.Answer(register));
        reference ??= registration.Refer(this);
        while (!await TryEnterAsync(register, cancellation)) await Task.Delay(RegisterPause, time, cancellation);
        checkedAt = time.GetTimestamp();
        LogRegistered(register.Node, register.Session);
    }

    private async Task<bool> TryEnterAsync(Register register, CancellationToken cancellation)
    {
        try
        {
            await registration.EnterAsync(register, reference!, cancellation);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            LogRegistrationWaits(register.Node, e.Message);
            return false;
        }
    }

    private async Task LeaveAsync()
    {
        if (node is null || reference is null) return;
        using var deadline = new CancellationTokenSource(LeaveDeadline);
        try
        {
            await registration.LeaveAsync(node, deadline.Token);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or OperationCanceledException)
        {
            // The directory finds out by itself: a node that is silent for 10 s is lost.
            LogWorkFailed(e);
        }
        registration.Forget(reference);
    }

    private void Refuse(string id, string code, string detail)
    {
        faults++;
        LogMessageRefused(NodeId, code, detail);
        Send(new Result { Id = id, Code = code, Detail = detail });
    }

    private WorkQueue LaneOf(string id) => lanes[(uint)id.GetHashCode(StringComparison.Ordinal) % Lanes];

    private static bool Names(string app, string streamId) => Ids.IsValid(app) && Ids.IsValid(streamId);
}
