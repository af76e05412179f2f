using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Rooms.Silo.Sqlite;

/// <summary>Binds the managed SQLite calls to the distribution's libsqlite3, which is newer and patched by the machine's owner.</summary>
internal static class SqliteLibrary
{
    private const string SystemName = "libsqlite3.so.0";
    private static readonly Lock Gate = new();
    private static bool isBound;

    /// <summary>A resolver can be set once a process; two hosts in one process (tests) both come here.</summary>
    public static void Bind()
    {
        lock (Gate)
        {
            if (isBound) return;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            isBound = true;
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad(SystemName, out var handle) ? handle : IntPtr.Zero;
}
