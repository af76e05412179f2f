namespace Rooms.Silo;

/// <summary>The silo cannot start; the message is one line for the operator.</summary>
internal sealed class SiloStartException(string message, Exception? inner = null) : IOException(message, inner);
