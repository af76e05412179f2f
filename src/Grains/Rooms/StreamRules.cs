using System.Security.Cryptography;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;

namespace Rooms.Grains.Rooms;

/// <summary>The rules of a room's streams.</summary>
internal static class StreamRules
{
    private const string IdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";

    // 20 of 36 characters: 103 bits, not to be guessed.
    private const int IdLength = 20;

    public static string NewId() => RandomNumberGenerator.GetString(IdCharacters, IdLength);

    /// <summary>Null: the caller may add a stream.</summary>
    public static Outcome<StreamGrant>? RefuseAdd(RoomChange change, Caller caller, AddStream command, RoomsOptions options)
    {
        if (RoomRules.RefuseIfClosed<StreamGrant>(change) is { } closed) return closed;
        if (RightsRules.RefuseBanned<StreamGrant>(change, caller) is { } banned) return banned;
        if (!MayPush(change.State, caller))
            return Refusal.Of<StreamGrant>(ErrorCodes.Forbidden, "streams are added by anchor, admin, backend, and members with the anchor role");
        if (command.Name?.Length > RoomLimits.Name) return Refusal.Of<StreamGrant>(ErrorCodes.BodyInvalid, $"name: at most {RoomLimits.Name} characters");
        var isFull = change.State.Streams.Length >= options.MaxStreams && FindReplaceable(change) is null;
        return isFull ? Refusal.Of<StreamGrant>(ErrorCodes.RoomFull, $"the room has {options.MaxStreams} streams: remove one") : null;
    }

    public static Outcome<StreamGrant> Add(
        RoomChange change, string roomId, string streamId, string? node, Caller caller, AddStream command, RoomsOptions options)
    {
        if (RefuseAdd(change, caller, command, options) is { } refused) return refused;
        if (change.State.Streams.Length >= options.MaxStreams && FindReplaceable(change) is { } ended)
            change.Note(new StreamRemoved(ended.StreamId, "replaced"));
        change.Note(new StreamAdded(streamId, command.Name ?? "", node) { User = caller.User });
        return Grant(roomId, change.State.FindStream(streamId)!);
    }

    public static Outcome<Done> Remove(RoomChange change, Caller caller, string streamId)
    {
        if (RoomRules.RefuseIfClosed<Done>(change) is { } closed) return closed;
        if (change.State.FindStream(streamId) is not { } stream) return NotFound<Done>();
        if (stream.User != caller.User && !RoomRules.Moderates(change.State, caller))
            return Refusal.Of<Done>(ErrorCodes.Forbidden, "only the stream's user, the room's creator and admins remove it");
        End(change, stream, caller.User, "removed");
        change.Note(new StreamRemoved(streamId, "removed") { User = caller.User });
        return Done.Value;
    }

    public static Outcome<Done> Ban(RoomChange change, Caller caller, BanStream command)
    {
        if (RoomRules.RefuseIfClosed<Done>(change) is { } closed) return closed;
        if (change.State.FindStream(command.StreamId) is not { } stream) return NotFound<Done>();
        if (!RoomRules.Moderates(change.State, caller)) return Refusal.Of<Done>(ErrorCodes.Forbidden, "only the room's creator and admins ban a stream");
        if (command.Minutes is < 1 or > RoomLimits.BanMinutes) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, $"minutes: 1-{RoomLimits.BanMinutes}");
        if (command.Reason.Length > RoomLimits.Reason) return Refusal.Of<Done>(ErrorCodes.BodyInvalid, $"reason: at most {RoomLimits.Reason} characters");
        End(change, stream, caller.User, "banned");
        change.Note(new StreamBanned(command.StreamId, change.Now.AddMinutes(command.Minutes), command.Reason) { User = caller.User });
        return Done.Value;
    }

    /// <summary>What the pusher grain saw. A takeover (live to live) moves the node and is no event: viewers stay.</summary>
    public static Outcome<Done> Move(RoomChange change, StreamChange seen)
    {
        if (RoomRules.RefuseIfClosed<Done>(change) is { } closed) return closed;
        if (change.State.FindStream(seen.StreamId) is not { } stream) return NotFound<Done>();
        if (seen.Number <= stream.Change) return Done.Value;
        var moved = new StreamMoved(seen.StreamId, seen.Number, seen.Status, seen.Node, seen.Reason) { User = stream.User };
        if (seen.Status == stream.Status)
        {
            change.Note(moved);
            return Done.Value;
        }
        if (seen.Status == StreamStatus.Live) RoomRules.Open(change);
        change.Tell(moved);
        return Done.Value;
    }

    /// <summary>What the stream's node says of its health. Only a change is told: nodes repeat themselves after a publisher's start.</summary>
    public static Outcome<Done> Judge(RoomChange change, StreamHealthChange seen)
    {
        if (RoomRules.RefuseIfClosed<Done>(change) is { } closed) return closed;
        if (change.State.FindStream(seen.StreamId) is not { } stream) return NotFound<Done>();
        if (stream.Status == StreamStatus.Live && stream.IsUnhealthy == seen.IsHealthy)
            change.Tell(new StreamJudged(seen.StreamId, seen.IsHealthy, seen.Code, seen.Reason) { User = stream.User });
        return Done.Value;
    }

    /// <summary>Null: the stream may be pushed and played.</summary>
    public static Outcome<StreamGrant>? RefuseUse(RoomChange change, string streamId)
    {
        if (RoomRules.RefuseIfClosed<StreamGrant>(change) is { } closed) return closed;
        if (change.State.FindStream(streamId) is not { } stream) return NotFound<StreamGrant>();
        if (change.State.Moderation.FindBan(stream.User, change.Now) is { } ban)
            return Refusal.Of<StreamGrant>(ErrorCodes.Forbidden, $"the stream's user is banned until {ban.Until:O}");
        return stream.IsBanned(change.Now) ? Refusal.Of<StreamGrant>(ErrorCodes.Forbidden, $"the stream is banned until {stream.BannedUntil:O}") : null;
    }

    public static void EndAll(RoomChange change, string reason)
    {
        foreach (var stream in change.State.Streams) End(change, stream, null, reason);
    }

    /// <summary>What one user has on air.</summary>
    public static void EndAllOf(RoomChange change, string user, string reason)
    {
        foreach (var stream in change.State.Streams)
            if (stream.User == user) End(change, stream, null, reason);
    }

    public static StreamGrant Grant(string roomId, RoomStream stream) =>
        new(stream.StreamId, roomId, stream.User, stream.Node, stream.Status, stream.CreatedAt);

    private static Outcome<T> NotFound<T>() => Refusal.Of<T>(ErrorCodes.StreamNotFound, "no such stream in this room");

    private static bool MayPush(RoomState state, Caller caller) =>
        caller.Has(Roles.Anchor | Roles.Admin | Roles.Backend)
        || (state.Members.TryGetValue(caller.User, out var member) && member.IsAnchor);

    // The oldest stream that has ended: it keeps its place only while there is room. A ban must not be shaken off by new streams.
    private static RoomStream? FindReplaceable(RoomChange change)
    {
        foreach (var stream in change.State.Streams)
            if (stream.Status == StreamStatus.Ended && !stream.IsBanned(change.Now)) return stream;
        return null;
    }

    private static void End(RoomChange change, RoomStream stream, string? user, string reason)
    {
        if (stream.IsOnAir) change.Tell(new StreamMoved(stream.StreamId, 0, StreamStatus.Ended, null, reason) { User = user ?? stream.User });
    }
}
