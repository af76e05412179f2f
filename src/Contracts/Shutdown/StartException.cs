namespace Rooms.Contracts.Shutdown;

/// <summary>Something outside the program prevents a start; the message is one line for the operator and names the key to change.</summary>
public class StartException(StartFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    public StartFault Fault { get; } = fault;
}
