using System.ComponentModel.DataAnnotations;

namespace Rooms.Silo.Sqlite;

/// <summary>How much of the webhooks' outbox is kept, each app for itself (docs/webhooks.md).</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Events that may wait for an app's backend: about 1 GB. Past it the oldest are given up.</summary>
    [Range(1, 100_000_000)]
    public int MaxPending { get; set; } = 1_000_000;

    /// <summary>Events that were given up and can be posted again. Past it the oldest are forgotten.</summary>
    [Range(0, 1_000_000)]
    public int MaxDead { get; set; } = 10_000;

    /// <summary>How long those are kept: a week has a Monday in it.</summary>
    [Range(1, 365)]
    public int DeadDays { get; set; } = 7;
}
