namespace Rooms.Benchmarks.Processes;

/// <summary>The server has a core to itself; feed, load and this tool share the other.</summary>
internal static class Cores
{
    public const int Server = 0;
    public const int Load = 1;
}
