namespace Orleans.Embedded;

/// <summary>
/// What a cluster does to calls and one process never would; off unless a test asks for it. Probabilities are of one call, from 0 to 1.
/// </summary>
public sealed class FaultOptions
{
    public const string Section = "Engine:Faults";

    /// <summary>Everything below is ignored while this is false.</summary>
    public bool IsOn { get; set; }

    /// <summary>The same seed makes the same decisions in the same order of calls.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Arguments and results are copied by their [Id] members; what has none arrives as its default.</summary>
    public bool CopyMessages { get; set; } = true;

    /// <summary>A call is refused before it is executed.</summary>
    public double RejectionProbability { get; set; }

    /// <summary>A one-way call never arrives.</summary>
    public double LostOneWayProbability { get; set; }

    /// <summary>A call goes to a second activation of its grain while the first is alive.</summary>
    public double DuplicateProbability { get; set; }

    /// <summary>Calls that waited for an activation to be made start in any order.</summary>
    public bool ReorderColdCalls { get; set; }
}
