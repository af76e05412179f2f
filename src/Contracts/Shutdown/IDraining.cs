namespace Rooms.Contracts.Shutdown;

/// <summary>A part that carries something worth waiting for while the process drains.</summary>
public interface IDraining
{
    /// <summary>How much is left: publishers, viewers. 0: nothing here keeps the process.</summary>
    int Left { get; }
}
