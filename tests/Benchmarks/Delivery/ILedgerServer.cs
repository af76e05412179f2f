using System.Net;

namespace Rooms.Benchmarks.Delivery;

/// <summary>The server whose deliveries are checked, in a process of its own. Killed and started again it keeps its address and its data.</summary>
internal interface ILedgerServer
{
    /// <summary>Where the sockets connect: the server, or a proxy in front of it.</summary>
    IPEndPoint Sockets { get; }

    /// <summary>Signed in as backend and anchor.</summary>
    HttpClient Http { get; }

    Task<string> TokenAsync(string user, CancellationToken cancellation, params string[] roles);

    /// <summary>SIGKILL.</summary>
    Task KillAsync();

    /// <summary>Done when it says that it is ready.</summary>
    Task RestartAsync(CancellationToken cancellation);
}
