using Rooms.Contracts;

namespace Rooms.MediaRelay.Frames;

/// <summary>One app's viewers at this node, and how many it may have here. Any thread.</summary>
internal sealed class AppAudience
{
    private readonly Lock gate = new();
    private int viewers;
    private int? max;
    private bool isSpent;

    /// <summary>Who watches already may go on.</summary>
    public void Allow(int? maxViewers, bool isBytesSpent)
    {
        lock (gate) (max, isSpent) = (maxViewers, isBytesSpent);
    }

    /// <summary>Until something better is known.</summary>
    public void Expect(int maxViewers)
    {
        lock (gate) max ??= maxViewers;
    }

    /// <summary>Null: the viewer has a place until <see cref="Leave"/>. Else <c>quota_viewers</c> or <c>quota_bytes</c>.</summary>
    public string? TryEnter()
    {
        lock (gate)
        {
            if (isSpent) return ErrorCodes.QuotaBytes;
            if (viewers >= max) return ErrorCodes.QuotaViewers;
            viewers++;
            return null;
        }
    }

    public void Leave()
    {
        lock (gate) viewers--;
    }
}
