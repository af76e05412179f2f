using System.Runtime.InteropServices;

namespace Rooms.Gateway.Files;

/// <summary>A rename is on disk only once its folder is; .NET opens no folders.</summary>
internal static partial class DirectorySync
{
    private const string Library = "libc";

    // open(2)
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    public static void Flush(string folder)
    {
        var descriptor = Open(folder, ReadOnly | CloseOnExec);
        if (descriptor < 0) throw Fault(folder);
        try
        {
            if (Sync(descriptor) != 0) throw Fault(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Fault(string folder) => new($"{folder} cannot be written to disk: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
