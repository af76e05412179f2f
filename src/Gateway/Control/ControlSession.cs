using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;

namespace Rooms.Gateway.Control;

/// <summary>
/// One media node's control connection, from its <see cref="Register"/> to its end. <see cref="RunAsync"/> owns it: this reader, a writer, and the
/// workers of <see cref="NodeInbox"/>.
/// </summary>
internal sealed partial class ControlSession : IRelayLink, IDisposable
{
    private const int OutboxCapacity = 1024;
    private const int MaxFaults = 3;

    private static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegisterPause = TimeSpan.FromSeconds(1);

    // The directory lives in memory: when its silo is replaced, the new one learns of the node from here.
    private static readonly TimeSpan RegisterCheck = TimeSpan.FromSeconds(5);

    private readonly IControlConnection connection;
    private readonly NodeRegistration registration;
    private readonly NodeInbox inbox;
    private readonly TimeSpan idleDeadline;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Channel<ControlMessage> outbox = Channel.CreateBounded<ControlMessage>(OutboxCapacity);
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Register? node;
    private IRelayLink? reference;
    private long checkedAt;
    private int faults;

    // The idle deadline: nodes send a load every second, a longer silence is a dead one. Infinite for the node in this process.
    public ControlSession(
        IControlConnection connection, NodeRegistration registration, NodeReports reports, PublishAsks asks, TimeSpan idleDeadline, TimeProvider time,
        ILogger logger)
    {
        (this.connection, this.registration, this.idleDeadline, this.time, this.logger) = (connection, registration, idleDeadline, time, logger);
        inbox = new NodeInbox(reports, asks, Send, LogWorkFailed);
    }

    /// <summary>Done once the relay directory has the node.</summary>
    public Task Registered => registered.Task;

    private string NodeId => node?.Node ?? "unregistered";

    /// <summary>Ends when the node goes, breaks the rules or falls silent, or when <paramref name="stop"/> is set.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var stopping = stop.Register(ending.Cancel);
        using var newKeys = registration.OnNewKeys(SendKeys);
        using var newOrigins = registration.OnNewOrigins(SendKeys);
        using var working = new CancellationTokenSource();
        var writing = WriteAsync(ending.Token);
        var work = inbox.RunAsync(working.Token);
        var reason = await ReadAsync(ending.Token);
        // What the node said before it went is still handed on.
        inbox.Complete();
        working.CancelAfter(LeaveDeadline);
        await work;
        await LeaveAsync();
        // What is queued is still sent: it says why the connection ends.
        outbox.Writer.TryComplete();
        await writing;
        await connection.CloseAsync(reason);
        LogClosed(NodeId, reason);
    }

    public void Dispose() => ending.Dispose();

    /// <summary>From a grain: an order for this node.</summary>
    Task IRelayLink.OrderAsync(string nodeId, RelayOrder order)
    {
        Send(OrderMessages.From(order));
        return Task.CompletedTask;
    }

    private void SendKeys()
    {
        if (node is { } registeredNode) Send(registration.Answer(registeredNode));
    }

    private void Send(ControlMessage message)
    {
        if (outbox.Writer.TryWrite(message)) return;
        // A node that does not read loses its connection, not our memory; it comes back and says what it carries.
        LogNotSent(NodeId);
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
        while (faults < MaxFaults)
        {
            using var idle = new CancellationTokenSource(idleDeadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token);
            try
            {
                if (await connection.ReceiveAsync(either.Token) is not { } message) return "the node has gone";
                await TakeAsync(message, cancellation);
            }
            catch (JsonException e)
            {
                Refuse("", e.Message.StartsWith(ControlCodes.VersionNewer, StringComparison.Ordinal) ? ControlCodes.VersionNewer : ControlCodes.MessageInvalid, e.Message);
            }
            catch (OperationCanceledException)
            {
                return cancellation.IsCancellationRequested ? "the connection was ended here" : "the node was silent for too long";
            }
        }
        return "too many messages that are not understood";
    }

    private async ValueTask TakeAsync(ControlMessage message, CancellationToken cancellation)
    {
        if (message is Register register) await RegisterAsync(register, cancellation);
        else if (node is null) Refuse(message.Id, ControlCodes.MessageInvalid, "the first message is register");
        else if (message is Result result) LogAnswered(node.Node, result);
        else if (await inbox.TakeAsync(node.Node, message, cancellation) is { } fault) Refuse(message.Id, ControlCodes.MessageInvalid, fault);
        else if (message is Load) await CheckAsync(cancellation);
    }

    private void LogAnswered(string from, Result result)
    {
        if (result.Code is { } code) LogNodeRefused(from, result.Id, code, result.Detail);
    }

    private async Task RegisterAsync(Register register, CancellationToken cancellation)
    {
        if (NodeMessages.Fault(register) is { } fault)
        {
            Refuse(register.Id, ControlCodes.MessageInvalid, fault);
            return;
        }
        node = register;
        // In the outbox before the directory knows the node: no order can come before it.
        Send(registration.Answer(register));
        reference ??= registration.Refer(this);
        // Until the directory has it: the node of this process has no second connection to try.
        while (!await TryAsync(() => registration.EnterAsync(register, reference, cancellation))) await Task.Delay(RegisterPause, time, cancellation);
        checkedAt = time.GetTimestamp();
        registered.TrySetResult();
        LogRegistered(register.Node, register.Session);
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        if (time.GetElapsedTime(checkedAt) < RegisterCheck) return;
        checkedAt = time.GetTimestamp();
        await TryAsync(() => registration.EnterIfUnknownAsync(node!, reference!, cancellation));
    }

    private async Task<bool> TryAsync(Func<Task> enter)
    {
        try
        {
            await enter();
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            LogRegistrationWaits(NodeId, e.Message);
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
}
