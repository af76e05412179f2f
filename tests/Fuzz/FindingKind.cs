namespace Rooms.Fuzz;

internal enum FindingKind
{
    /// <summary>The parser threw, or the target's own comparison did.</summary>
    Exception,

    /// <summary>More steps than the input can justify.</summary>
    Hang,

    /// <summary>The outcome depends on bytes outside the input.</summary>
    OverRead,

    /// <summary>More memory than the target's limit.</summary>
    Allocation,
}
