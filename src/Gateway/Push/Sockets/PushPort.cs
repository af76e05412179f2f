using System.Net;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Where a <see cref="PushListener"/> listens. <paramref name="Listener"/>: its name in <c>Proxies:Protocol</c>. <paramref name="Key"/>: the option that an
/// operator changes when the port is taken.
/// </summary>
internal sealed record PushPort(IPEndPoint End, string Listener, string Key);
