namespace Rooms.Gateway.Compat.Goim;

/// <summary>The ports in use; 0 for one that is not there.</summary>
internal sealed class GoimPorts
{
    public int V2Tcp { get; set; }

    public int V2WebSocket { get; set; }

    public int V2Http { get; set; }

    public int V1Tcp { get; set; }

    public int V1WebSocket { get; set; }

    public int V1Http { get; set; }
}
