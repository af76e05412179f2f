namespace Rooms.Benchmarks.Push;

/// <summary>One room of so many sockets that so many messages a second are sent to, merged over so many milliseconds.</summary>
internal sealed record PushCell(int Sockets, double Rate, int Window)
{
    /// <summary>What one write to a socket carries when the window is kept.</summary>
    public double MessagesPerFlush => Math.Max(1, Rate * Window / 1000);

    public double DeliveriesPerSecond => Sockets * Rate;
}
