using System.Buffers;
using System.Net.Sockets;
using Rooms.Edge.ProxyProtocol;
using Rooms.MediaRelay.Frames;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// One connection from accept to close: handshake, then messages. <see cref="RunAsync"/> owns everything; <see cref="Expire"/> may come
/// from the server's sweep.
/// </summary>
internal sealed partial class RtmpSession : IDisposable
{
    private const int SmallReadBytes = 4096;

    // A publisher's read: one key frame of a usual stream.
    private const int MediaReadBytes = 64 * 1024;

    // Where the peer has not said how often it wants to hear from us (RTMP 1.0 section 5.4.4).
    private const uint DefaultWindowBytes = 2_500_000;

    private const string HandshakeTimeout = "handshake_timeout";

    // For the peer to take our last words and close.
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly RtmpServices services;
    private readonly RtmpConnection connection;
    private readonly RtmpArrival arrival;
    private readonly RtmpMessageReader messages;
    private readonly RtmpOutput output;
    private readonly RtmpDialogue dialogue;
    private readonly RtmpDeadline deadline;
    private readonly ILogger logger;
    private byte[] input = [];
    private uint windowBytes = DefaultWindowBytes;
    private long acknowledgedBytes;
    private bool isEstablished;
    private volatile bool isLeaving;
    private volatile string? closeReason;
    private Task? following;

    /// <summary><paramref name="isIntroduced"/>: a trusted proxy's connection, whose client a PROXY header names.</summary>
    public RtmpSession(RtmpConnection connection, RtmpServices services, bool isIntroduced)
    {
        this.connection = connection;
        this.services = services;
        logger = services.Logger;
        arrival = new(connection, services, isIntroduced);
        messages = new(services.Frames.Buffers, services.Options.MaxMessageBytes);
        output = new(connection, services.Blocks);
        dialogue = new(Id, connection, output, services);
        deadline = new(services.Time);
        deadline.Set(services.Options.StartTime, isIntroduced ? IntroductionFault.Late : HandshakeTimeout);
    }

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var stop = cancellation.UnsafeRegister(static session => ((RtmpSession)session!).Stop(ViewerEnd.ShuttingDown), this);
        try
        {
            if (await TryArriveAsync() && await TryShakeHandsAsync(cancellation)) await TalkAsync(cancellation);
        }
        catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            closeReason ??= "connection_lost";
        }
        finally
        {
            // What is left, and whoever waits for it, is not for a loop's thread.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await CloseAsync();
        }
    }

    /// <summary>Called about once a second: ends the connection when its phase took too long.</summary>
    public void Expire()
    {
        if (deadline.IsPast) Stop(deadline.Reason);
    }

    /// <summary><see cref="RunAsync"/> has done it when it ends.</summary>
    public void Dispose()
    {
        ReturnInput();
        messages.Dispose();
        connection.Dispose();
    }

    private void Stop(string reason)
    {
        closeReason ??= reason;
        connection.Stop();
    }

    private async ValueTask<bool> TryArriveAsync()
    {
        var refusal = await arrival.AdmitAsync();
        deadline.Set(services.Options.StartTime, HandshakeTimeout);
        SessionOpened(Id, connection.Address);
        if (refusal is null) return true;
        Fail(refusal);
        services.Metrics.CountRefused("connect", closeReason!);
        return false;
    }

    private async Task<bool> TryShakeHandsAsync(CancellationToken cancellation)
    {
        if (!await connection.TrySecureAsync(cancellation)) return Fail("tls_invalid");
        if (await new RtmpGreeting(connection, services.Frames.Buffers).ShakeHandsAsync(cancellation) is { } fault) return Fail(fault);
        deadline.Set(services.Options.StartTime, "start_timeout");
        return true;
    }

    private async Task TalkAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (dialogue.Viewer is not null)
            {
                ReturnInput();
                await connection.WaitAsync();
            }
            EnsureInput(dialogue.Publisher is null ? SmallReadBytes : MediaReadBytes);
            var received = await connection.ReceiveAsync(input, dialogue.Publisher);
            if (received == 0) return;
            connection.CountReceived(received);
            if (isLeaving) continue;
            if (dialogue.Publisher is not null) deadline.Renew();
            if (!await TryConsumeAsync(received, cancellation)) return;
            if (connection.ReceivedBytes - acknowledgedBytes >= windowBytes) await AcknowledgeAsync(cancellation);
        }
    }

    private async ValueTask<bool> TryConsumeAsync(int count, CancellationToken cancellation)
    {
        for (var offset = 0; !isLeaving;)
        {
            var status = messages.TryRead(input.AsSpan(offset, count - offset), out var message, out var consumed);
            offset += consumed;
            if (status == OperationStatus.NeedMoreData) return true;
            if (status == OperationStatus.InvalidData) return Fail("protocol_invalid");
            if (message.IsMedia && dialogue.Publisher is { } publisher)
            {
                if (!publisher.TryTake(message)) return Fail(publisher.RevokeReason ?? StreamOpening.TakenOver);
            }
            else if (!await TryHandleAsync(message, cancellation)) return Fail("protocol_invalid");
        }
        return true;
    }

    // False: the peer breaks the protocol. The message ends here, media without a role included.
    private async ValueTask<bool> TryHandleAsync(RtmpMessage message, CancellationToken cancellation)
    {
        try
        {
            switch (message.Header.Type)
            {
                case MessageType.CommandAmf0 or MessageType.CommandAmf3:
                    if (Command.TryRead(message.Header.Type, message.Payload, out var command) != OperationStatus.Done) return false;
                    if (!await dialogue.TryHandleAsync(command, cancellation)) return false;
                    await FollowRoleAsync();
                    return true;
                case MessageType.UserControl:
                    return await TryControlAsync(message, cancellation);
                default:
                    return TryApply(message);
            }
        }
        finally
        {
            services.Frames.Buffers.Return(message.Buffer);
        }
    }

    private async ValueTask<bool> TryControlAsync(RtmpMessage message, CancellationToken cancellation)
    {
        if (UserControl.TryRead(message.Payload, out var control) != OperationStatus.Done) return false;
        if (control.Event != UserControlEvent.PingRequest) return true;
        output.Text.Write(new UserControl(UserControlEvent.PingResponse, control.Value));
        await output.FlushAsync(cancellation);
        return true;
    }

    // Section 5.4: everything else about the connection itself. Our own acknowledgements and bandwidth need no action: TCP does that work.
    private bool TryApply(RtmpMessage message)
    {
        var isOurs = message.Header.Type is MessageType.SetChunkSize or MessageType.Abort or MessageType.WindowAcknowledgementSize;
        if (!isOurs) return true;
        if (ProtocolControl.TryRead(message.Payload, out var value) != OperationStatus.Done) return false;
        switch (message.Header.Type)
        {
            case MessageType.SetChunkSize:
                return messages.TrySetChunkSize(value);
            case MessageType.Abort:
                messages.Abort(value);
                return true;
            default:
                // At least 4 KB between two acknowledgements: a window of 1 would make us answer every byte.
                windowBytes = Math.Clamp(value, SmallReadBytes, int.MaxValue);
                return true;
        }
    }

    private async ValueTask AcknowledgeAsync(CancellationToken cancellation)
    {
        acknowledgedBytes = connection.ReceivedBytes;
        output.Text.WriteAcknowledgement(unchecked((uint)acknowledgedBytes));
        await output.FlushAsync(cancellation);
    }

    // After a command: the session may have a role now, have lost it, or have been refused one.
    private async ValueTask FollowRoleAsync()
    {
        if (dialogue.RefusalCode is { } code) await RefuseAsync(code);
        else if (dialogue.Publisher is not null) Establish(services.Options.SilentPublisherTime, "silent");
        else if (dialogue.Viewer is { } viewer) following ??= FollowAsync(viewer);
        else if (isEstablished) deadline.Set(services.Options.StartTime, "start_timeout");
    }

    // While a viewer writes nobody else may: it ends once the refusal is out, and then takes leave itself.
    private ValueTask RefuseAsync(string code)
    {
        if (dialogue.Viewer is not { } viewer) return SayFarewellAsync(code);
        closeReason ??= code;
        isLeaving = true;
        deadline.Set(FarewellTime, code);
        viewer.Finish(code);
        return ValueTask.CompletedTask;
    }

    private async Task FollowAsync(Viewer viewer)
    {
        Establish(Timeout.InfiniteTimeSpan, "");
        var reason = await connection.CarryAsync(viewer);
        closeReason ??= reason;
        if (reason is not (ViewerEnd.PeerClosed or ViewerEnd.Stalled))
        {
            await SayFarewellAsync(reason);
            return;
        }
        connection.Discard();
        connection.Stop();
    }

    private void Establish(TimeSpan allowed, string lateReason)
    {
        deadline.Set(allowed, lateReason);
        if (isEstablished) return;
        isEstablished = true;
        arrival.Establish();
    }

    private ValueTask SayFarewellAsync(string reason)
    {
        closeReason ??= reason;
        isLeaving = true;
        deadline.Set(FarewellTime, reason);
        return connection.FinishSendingAsync();
    }

    private bool Fail(string reason)
    {
        closeReason ??= reason;
        return false;
    }

    private async Task CloseAsync()
    {
        connection.Stop();
        closeReason ??= dialogue.Publisher?.RevokeReason ?? "peer_closed";
        dialogue.Publisher?.Lose(closeReason);
        dialogue.Viewer?.Leave(ViewerEnd.PeerClosed);
        if (following is not null) await following;
        dialogue.LeaveAudience();
        arrival.Exit(!isEstablished);
        Dispose();
        SessionClosed(Id, closeReason);
    }

    private void EnsureInput(int bytes)
    {
        if (input.Length >= bytes) return;
        ReturnInput();
        input = services.Frames.Buffers.Rent(bytes);
    }

    private void ReturnInput()
    {
        services.Frames.Buffers.Return(input);
        input = [];
    }
}
