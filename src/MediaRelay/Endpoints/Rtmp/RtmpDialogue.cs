using Rooms.Contracts;
using Rooms.Contracts.Urls;
using Rooms.MediaRelay.Frames;
using Rooms.Wire.Rtmp;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>Answers a session's commands (RTMP 1.0 section 7.2) and gives it its role. One command at a time.</summary>
internal sealed partial class RtmpDialogue(string sessionId, RtmpConnection connection, RtmpOutput output, RtmpServices services)
{
    private const string App = "live";

    // What Flash Media Server and all its successors announce.
    private const uint WindowBytes = 2_500_000;

    private readonly ILogger logger = services.Logger;
    private ConnectRequest? connect;
    private AppAudience? place;

    public RtmpPublisher? Publisher { get; private set; }

    public Viewer? Viewer { get; private set; }

    public bool HasRole => Publisher is not null || Viewer is not null;

    /// <summary>A refusal was sent: nothing more is listened to.</summary>
    public string? RefusalCode { get; private set; }

    /// <summary>False: the peer breaks the protocol.</summary>
    public async ValueTask<bool> TryHandleAsync(Command command, CancellationToken cancellation)
    {
        if (connect is null && command.Name != CommandNames.Connect) return false;
        switch (command.Name)
        {
            case CommandNames.Connect:
                Connect(command);
                break;
            case CommandNames.CreateStream:
                output.Text.Write(Answers.StreamCreated(command.TransactionId, FramesToRtmp.MessageStreamId), 0);
                break;
            case CommandNames.Publish:
                await PublishAsync(command, cancellation);
                break;
            case CommandNames.Play:
                await PlayAsync(command, cancellation);
                break;
            default:
                AnswerOther(command);
                break;
        }
        await output.FlushAsync(cancellation);
        return true;
    }

    /// <summary>The session is over: a viewer's place among its app's viewers is free.</summary>
    public void LeaveAudience()
    {
        place?.Leave();
        place = null;
    }

    private void Connect(Command command)
    {
        if (ConnectRequest.TryRead(command, out var request) != System.Buffers.OperationStatus.Done
            || StreamName.Parse(request.App).Name.TrimEnd('/') != App)
        {
            output.Text.Write(Answers.ConnectRejected(command.TransactionId, $"The application is '{App}'."), 0);
            NoteRefusal("connect", ErrorCodes.StreamNotFound, "");
            return;
        }
        connect = request;
        output.Text.WriteWindow(WindowBytes);
        output.Text.WritePeerBandwidth(WindowBytes);
        output.Text.WriteChunkSize(FramesToRtmp.ChunkSize);
        output.Text.Write(Answers.ConnectSuccess(command.TransactionId, request.ObjectEncoding), 0);
    }

    private void AnswerOther(Command command)
    {
        switch (command.Name)
        {
            case CommandNames.FcPublish:
                output.Text.Write(Answers.Done(command.TransactionId), 0);
                output.Text.Write(Answers.FcPublished(command.Argument(0).AsString ?? ""), 0);
                break;
            case CommandNames.FcUnpublish or CommandNames.DeleteStream or CommandNames.CloseStream:
                LeaveRole();
                break;
            case CommandNames.GetStreamLength:
                output.Text.Write(Answers.StreamLength(command.TransactionId, 0), 0);
                break;
            case CommandNames.Pause:
                // Live goes on: the player is told what it wants to hear and finds the live edge when it reads again.
                var isPause = command.Argument(0).AsBoolean ?? false;
                output.Text.Write(
                    Answers.Status(isPause ? StatusCodes.PauseNotify : StatusCodes.UnpauseNotify, ""), FramesToRtmp.MessageStreamId);
                break;
            default:
                // releaseStream, _checkbw and whatever else an encoder asks on its way: who waits for a result gets an empty one.
                if (command.TransactionId != 0) output.Text.Write(Answers.Done(command.TransactionId), 0);
                break;
        }
    }

    private async ValueTask PublishAsync(Command command, CancellationToken cancellation)
    {
        var request = RtmpStreamRequest.From(command, connect!.Value);
        if (CheckRequest(UrlAction.Push, request) is { } invalid)
        {
            RefusePublish(request, invalid, "");
            return;
        }
        var session = new RtmpPublisher(sessionId, request.Token, connection, services.Frames);
        if (services.Streams.IsBusy(request.StreamId, session))
        {
            RefusePublish(request, ErrorCodes.StreamBusy, "");
            return;
        }
        var decision = await services.Gate.AskAsync(
            request.StreamId, sessionId, session.TokenHash, session.Protocol, connection.Address.ToString(), cancellation);
        if (!decision.IsAllowed)
        {
            RefusePublish(request, decision.Code!, decision.Detail);
            return;
        }
        var granted = services.Streams.Open(request.StreamId, session, decision.App, decision.Room);
        if (granted is null) RefusePublish(request, ErrorCodes.StreamBusy, "");
        else StartPublish(request, session, granted);
    }

    private void StartPublish(RtmpStreamRequest request, RtmpPublisher session, StreamPublisher granted)
    {
        session.Start(granted);
        Publisher = session;
        SessionPublishes(sessionId, request.StreamId);
        output.Text.Write(new UserControl(UserControlEvent.StreamBegin, FramesToRtmp.MessageStreamId));
        output.Text.Write(Answers.Status(StatusCodes.PublishStart, request.StreamId), FramesToRtmp.MessageStreamId);
    }

    private async ValueTask PlayAsync(Command command, CancellationToken cancellation)
    {
        var request = RtmpStreamRequest.From(command, connect!.Value);
        if (CheckRequest(UrlAction.Play, request) is { } invalid)
        {
            RefusePlay(request, invalid);
            return;
        }
        if (services.Streams.Find(request.StreamId) is not { } stream)
        {
            RefusePlay(request, ErrorCodes.StreamNotFound);
            return;
        }
        var audience = services.Audiences.Of(stream.App);
        if (audience.TryEnter() is { } full)
        {
            RefusePlay(request, full);
            return;
        }
        place = audience;
        output.Text.Write(new UserControl(UserControlEvent.StreamBegin, FramesToRtmp.MessageStreamId));
        output.Text.Write(Answers.Status(StatusCodes.PlayReset, request.StreamId), FramesToRtmp.MessageStreamId);
        output.Text.Write(Answers.Status(StatusCodes.PlayStart, request.StreamId), FramesToRtmp.MessageStreamId);
        await output.FlushAsync(cancellation);
        Join(request, stream);
    }

    // From here on the viewer writes to the connection.
    private void Join(RtmpStreamRequest request, LiveStream stream)
    {
        var viewer = connection.BecomeViewer(services.FanOut.Limits);
        if (!stream.TryJoin(FramesToRtmp.Kind, viewer))
        {
            viewer.Abandon();
            LeaveAudience();
            RefusePlay(request, ErrorCodes.StreamNotFound);
            return;
        }
        Viewer = viewer;
        output.Viewer = viewer;
        SessionPlays(sessionId, request.StreamId);
    }

    // Before anything is allocated or looked up for the stream.
    private string? CheckRequest(UrlAction action, RtmpStreamRequest request)
    {
        if (HasRole) return ErrorCodes.Forbidden;
        if (!Ids.IsValid(request.StreamId)) return ErrorCodes.StreamNotFound;
        return services.Access.Check(action, request.StreamId, request.Token) ?? (services.Drain.IsBegun ? ErrorCodes.Draining : null);
    }

    private void LeaveRole()
    {
        if (Publisher is null)
        {
            Viewer?.Leave(ViewerEnd.PeerClosed);
            return;
        }
        Publisher.End("unpublished");
        Publisher = null;
        output.Text.Write(Answers.Status(StatusCodes.UnpublishSuccess, ""), FramesToRtmp.MessageStreamId);
    }

    private void RefusePublish(RtmpStreamRequest request, string code, string detail)
    {
        var status = code == ErrorCodes.StreamBusy ? StatusCodes.PublishBadName : StatusCodes.PublishDenied;
        output.Text.Write(Answers.Failure(status, detail.Length == 0 ? code : $"{code}: {detail}"), FramesToRtmp.MessageStreamId);
        NoteRefusal("publish", code, request.StreamId);
    }

    private void RefusePlay(RtmpStreamRequest request, string code)
    {
        var status = code == ErrorCodes.StreamNotFound ? StatusCodes.PlayStreamNotFound : StatusCodes.PlayFailed;
        output.Text.Write(Answers.Failure(status, code), FramesToRtmp.MessageStreamId);
        NoteRefusal("play", code, request.StreamId);
    }

    private void NoteRefusal(string action, string code, string streamId)
    {
        RefusalCode = code;
        services.Metrics.CountRefused(action, code);
        // A stranger's text goes to the log only where it is an id.
        SessionRefused(sessionId, action, code, Ids.IsValid(streamId) ? streamId : "?");
    }
}
