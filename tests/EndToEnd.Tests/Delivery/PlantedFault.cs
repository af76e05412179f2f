namespace Rooms.EndToEnd.Tests.Delivery;

/// <summary>What the proxy does to one message on its way.</summary>
internal enum PlantedFault
{
    None,
    Lose,
    Double,
    Swap,
    Change,
    DeclareSkipped,
}
