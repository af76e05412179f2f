using Rooms.Contracts.Streams;
using Rooms.Grains.Directory;

namespace Rooms.Silo.Sqlite;

/// <summary>Where streams belong. The primary key over all apps makes a second claim of an id a conflict.</summary>
internal static class StreamRows
{
    public static void Insert(SqliteDatabase database, StreamPlacing placing) =>
        database
            .Statement("INSERT INTO streams(stream, app, room) VALUES(?, ?, ?)")
            .Bind(0, placing.StreamId).Bind(1, placing.App).Bind(2, placing.Room)
            .Run();

    public static StreamPlace? Find(SqliteDatabase database, string streamId)
    {
        var select = database.Statement("SELECT app, room FROM streams WHERE stream = ?").Bind(0, streamId);
        StreamPlace? found = null;
        while (select.Read()) found = new StreamPlace(select.Text(0), select.Text(1));
        return found;
    }
}
