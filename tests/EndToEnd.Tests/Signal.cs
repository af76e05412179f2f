using System.Runtime.InteropServices;

namespace Rooms.EndToEnd.Tests;

/// <summary>Signals to child processes; .NET itself can only kill.</summary>
internal static partial class Signal
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    public static void Send(int processId, int signal)
    {
        if (SendSignal(processId, signal) != 0) throw new InvalidOperationException($"kill({processId}, {signal}) failed with errno {Marshal.GetLastPInvokeError()}");
    }
}
