namespace Rooms.MediaRelay.Control;

/// <summary>Whether the control plane hears of this node and answers it; written by <see cref="ControlClient"/>.</summary>
internal sealed class ControlState
{
    private volatile bool isConnected;

    public bool IsConnected
    {
        get => isConnected;
        set => isConnected = value;
    }
}
