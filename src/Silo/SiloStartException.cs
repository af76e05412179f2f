using Rooms.Contracts.Shutdown;

namespace Rooms.Silo;

/// <summary>The silo cannot start; the message is one line for the operator.</summary>
internal sealed class SiloStartException(StartFault fault, string message, Exception? inner = null) : StartException(fault, message, inner);
