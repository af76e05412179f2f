using Rooms.Gateway.Compat.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

internal sealed class FakeGoimClient(string? key, long mid) : IGoimClient
{
    public bool IsReplaced { get; private set; }

    public string? Key => key;

    public long Mid => mid;

    public string ConnectionId => $"{key}/{mid}";

    public void Replace() => IsReplaced = true;
}
