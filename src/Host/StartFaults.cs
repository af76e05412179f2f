using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Shutdown;

namespace Rooms.Host;

/// <summary>What prevents a start, as lines for the operator and an exit code. No line: a bug, which deserves its stack trace.</summary>
internal readonly record struct StartFaults(int ExitCode, string[] Lines)
{
    // errno of Linux, which .NET puts into HResult where it has no exception type of its own.
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;

    public static StartFaults Of(Exception fault) => fault switch
    {
        StartException known => new(ExitCodes.Of(known.Fault), [known.Message]),
        OptionsValidationException or AggregateException => new(ExitCodes.Misconfigured, [.. Failures(fault).Distinct()]),
        InvalidDataException => new(ExitCodes.Misconfigured, [fault.Message]),
        UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem } => new(ExitCodes.DataUnusable, [$"{fault.Message}. Change --Data:Directory, or the rights of the folder"]),
        IOException { HResult: NoSpaceLeft } => new(ExitCodes.DiskFull, [$"{fault.Message}. Free some space, or change --Data:Directory"]),
        SocketException or IOException => OfSocket(fault),
        _ => new(ExitCodes.Misconfigured, []),
    };

    // Everything that is wrong with the configuration at once. Two roles of a process may read the same key.
    private static string[] Failures(Exception fault) => fault switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) => [.. several.InnerExceptions.SelectMany(Failures)],
        _ => [],
    };

    // The web server's own addresses; others are told by who listens. Its message names the address. What else reads and writes at a start is in the data.
    private static StartFaults OfSocket(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            if (cause is SocketException socket) return new(ExitCodes.PortUnavailable, [$"{fault.Message.TrimEnd('.')}: {Advice(socket.SocketErrorCode)}"]);
        return new(ExitCodes.DataUnusable, [$"{fault.Message.TrimEnd('.')}: change --Data:Directory, or what is there"]);
    }

    private static string Advice(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => "end the program that has it, or choose another with --urls",
        SocketError.AccessDenied => "ports below 1024 want CAP_NET_BIND_SERVICE; choose another with --urls",
        SocketError.AddressNotAvailable => "this machine has no such address; change --urls",
        _ => "change --urls",
    };
}
