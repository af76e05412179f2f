using Rooms.Contracts;

namespace Rooms.MediaRelay.Frames;

/// <summary>One app's viewers at this node, and how many it may have here. Any thread.</summary>
internal sealed class AppAudience
{
    private readonly Lock gate = new();
    private int viewers;
    private int? max;
    private bool isSpent;

    /// <summary>The app has used its bytes of the day.</summary>
    public bool IsSpent
    {
        get
        {
            lock (gate) return isSpent;
        }
    }

    /// <summary>Who watches already may go on.</summary>
    public void Allow(int? maxViewers, bool isBytesSpent)
    {
        lock (gate) (max, isSpent) = (maxViewers, isBytesSpent);
    }

    /// <summary>A stream of the app was just admitted, so it has bytes left. Null: no limit. Where viewers are, a <see cref="Allow"/> before knows better.</summary>
    public void Admit(int? maxViewers)
    {
        lock (gate)
        {
            isSpent = false;
            if (viewers == 0 || max is null) max = maxViewers;
        }
    }

    /// <summary>What <see cref="TryEnter"/> would answer; takes no place.</summary>
    public string? Check()
    {
        lock (gate) return Refusal;
    }

    /// <summary>Null: the viewer has a place until <see cref="Leave"/>. Else <c>quota_viewers</c> or <c>quota_bytes</c>.</summary>
    public string? TryEnter()
    {
        lock (gate)
        {
            if (Refusal is { } refusal) return refusal;
            viewers++;
            return null;
        }
    }

    public void Leave()
    {
        lock (gate) viewers--;
    }

    private string? Refusal => isSpent ? ErrorCodes.QuotaBytes : viewers >= max ? ErrorCodes.QuotaViewers : null;
}
