namespace Rooms.Silo.Sqlite;

/// <summary>A copy of a database as it was at one moment, while others read and write it, in a file that is complete or not there.</summary>
internal static class SqliteCopy
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces <paramref name="file"/>; <paramref name="complete"/> may change the copy before anybody sees it.</summary>
    public static void Write(SqliteDatabase source, string file, Action<SqliteDatabase>? complete = null)
    {
        var beside = file + ".new";
        try
        {
            // Rooms, chats and secrets are nobody else's: SQLite fills the empty file that it finds, under its rights.
            File.Delete(beside);
            new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();
            // One read transaction for all of it; writers go on in the log meanwhile.
            source.Statement("VACUUM INTO ?").Bind(0, beside).Run();
            if (complete is not null) Complete(beside, complete);
            Sync(beside);
            File.Move(beside, file, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static void Complete(string path, Action<SqliteDatabase> complete)
    {
        using var copy = SqliteDatabase.OpenToCopy(path);
        complete(copy);
    }

    // VACUUM INTO leaves that to its caller.
    private static void Sync(string path)
    {
        using var written = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }
}
