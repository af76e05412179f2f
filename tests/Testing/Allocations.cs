namespace Rooms.Testing;

/// <summary>Managed bytes that this thread allocates.</summary>
public static class Allocations
{
    private const int Rounds = 5;

    /// <summary>
    /// The least of several rounds: what the code allocates each round shows; what the runtime adds to one (a collection that ends in
    /// between, a method compiled anew) does not.
    /// </summary>
    public static long Least(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
