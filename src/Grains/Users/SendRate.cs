namespace Rooms.Grains.Users;

/// <summary>A bucket of messages, refilled by the second, which holds two seconds' worth. In memory: a new activation starts full.</summary>
internal sealed class SendRate(int perSecond, TimeProvider time)
{
    private double left = 2 * perSecond;
    private long at = time.GetTimestamp();

    public bool TryTake()
    {
        left = Math.Min(2 * perSecond, left + time.GetElapsedTime(at).TotalSeconds * perSecond);
        at = time.GetTimestamp();
        if (left < 1) return false;
        left--;
        return true;
    }
}
