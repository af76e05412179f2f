namespace Rooms.Benchmarks.Delivery;

/// <summary>What a ledger can find.</summary>
internal enum Fault
{
    /// <summary>A number never came, and no notice covers it.</summary>
    Lost,

    /// <summary>A number came again, or one content under two numbers.</summary>
    Doubled,

    /// <summary>A number came after a later one.</summary>
    Reordered,

    /// <summary>Under one number somebody else saw, or the sender sent, something else.</summary>
    Changed,

    /// <summary>A number that must be delivered was declared left out for a slow reader.</summary>
    SkippedMustDeliver,

    /// <summary>Acknowledged to its sender, and not in the room's history.</summary>
    Forgotten,

    /// <summary>A frame that the contract does not know, or out of place.</summary>
    Nonsense,
}
