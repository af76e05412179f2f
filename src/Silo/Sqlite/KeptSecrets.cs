using System.Text;

namespace Rooms.Silo.Sqlite;

/// <summary>
/// The secrets that the server made for itself, inside a backup: URLs and tokens that were given out stay valid where it is restored.
/// A backup is therefore as secret as the data directory.
/// </summary>
internal static class KeptSecrets
{
    private const string FileName = "secrets.json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static bool AreIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    public static void Remove(string folder) => File.Delete(Path.Combine(folder, FileName));

    /// <summary>Folder to copy.</summary>
    public static void Take(SqliteDatabase copy, string folder)
    {
        if (!AreIn(folder) || !HasPlace(copy)) return;
        copy.Statement("INSERT OR REPLACE INTO store_facts(name, value) VALUES(?, ?)")
            .Bind(0, FileName).Bind(1, File.ReadAllText(Path.Combine(folder, FileName), Encoding.UTF8))
            .Run();
    }

    /// <summary>Copy to folder; they do not stay in the copy.</summary>
    public static void Give(SqliteDatabase copy, string folder)
    {
        if (!HasPlace(copy) || Find(copy) is not { } secrets) return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (var file = new FileStream(Path.Combine(folder, FileName), options))
        {
            file.Write(Encoding.UTF8.GetBytes(secrets));
            file.Flush(flushToDisk: true);
        }
        copy.Statement("DELETE FROM store_facts WHERE name = ?").Bind(0, FileName).Run();
    }

    private static string? Find(SqliteDatabase copy)
    {
        var select = copy.Statement("SELECT value FROM store_facts WHERE name = ?").Bind(0, FileName);
        string? found = null;
        while (select.Read()) found = select.Text(0);
        return found;
    }

    // A backup of a database of version 1 has none.
    private static bool HasPlace(SqliteDatabase copy) => SqliteSchema.VersionOf(copy) >= 2;
}
