namespace Orleans.Runtime;

/// <summary>The activation as its grain sees it.</summary>
public interface IGrainContext
{
    GrainId GrainId { get; }
}
