namespace Orleans.Embedded;

/// <summary>Ticks since the engine was made, read once a sweep: calls stamp themselves without asking the system's clock.</summary>
internal sealed class EngineClock(TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private long now;

    public long Now => Volatile.Read(ref now);

    public long Update()
    {
        Volatile.Write(ref now, time.GetElapsedTime(start).Ticks);
        return Now;
    }
}
