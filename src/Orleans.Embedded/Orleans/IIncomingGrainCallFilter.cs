namespace Orleans;

/// <summary>Runs around every call to a grain, in the order of registration, inside the grain's turn.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}
