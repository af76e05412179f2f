using Microsoft.Extensions.Logging;

namespace Rooms.Grains.Rooms;

public sealed partial class RoomGrain
{
    [LoggerMessage(LogLevel.Warning, "Room {App}/{RoomId} could not be written and is read again: {Reason}")]
    private partial void AppendFailed(string app, string roomId, string reason);

    [LoggerMessage(LogLevel.Warning, "A user of room {App}/{RoomId} was not told of a place: {Reason}")]
    private partial void UserNotTold(string app, string roomId, string reason);

    [LoggerMessage(LogLevel.Warning, "Stream {StreamId} of room {App}/{RoomId} is not cut yet, tried again: {Reason}")]
    private partial void NotCut(string app, string roomId, string streamId, string reason);

    [LoggerMessage(LogLevel.Warning, "No node was picked for a stream of room {App}/{RoomId}: {Reason}")]
    private partial void NotPicked(string app, string roomId, string reason);
}
