namespace Rooms.Benchmarks.Push;

/// <summary>Which cells are measured: a rate that one core cannot serve is lowered to what it can, once.</summary>
internal static class PushPlan
{
    // Rounded up from what was measured: a TCP send on loopback, and what a message more in one costs the server and the load's own core.
    private const double SendSeconds = 7.5e-6;
    private const double MessageSeconds = 0.35e-6;
    private const double Core = 0.8;

    // A peer sends each message at once; this is twice nchan's ceiling, so that the ceiling is seen.
    private const double PeerDeliveriesPerSecond = 300_000;

    /// <summary>Our cells of one number of sockets.</summary>
    public static IEnumerable<PushCell> Ours(int sockets, IEnumerable<int> rates, IEnumerable<int> windows) =>
        windows.SelectMany(window => rates.Select(rate => new PushCell(sockets, Math.Min(rate, Limit(sockets, window)), window))).Distinct();

    /// <summary>A peer's cells of one number of sockets: it has no windows.</summary>
    public static IEnumerable<PushCell> Peers(int sockets, IEnumerable<int> rates) =>
        rates.Select(rate => new PushCell(sockets, Math.Min(rate, Rounded(PeerDeliveriesPerSecond / sockets)), 0)).Distinct();

    /// <summary>The most messages a second that fit a core.</summary>
    public static double Limit(int sockets, int window)
    {
        var flushes = window == 0 ? Core : sockets * SendSeconds * 1000 / window;
        // Flushes alone would fill the core: then each message has to be rarer than they are.
        return flushes >= Core ? Rounded(Core / (sockets * (SendSeconds + MessageSeconds))) : Rounded((Core - flushes) / (sockets * MessageSeconds));
    }

    // Two digits are enough, and read better.
    private static double Rounded(double value)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(value)) - 1));
        return Math.Max(1, Math.Floor(value / unit) * unit);
    }
}
