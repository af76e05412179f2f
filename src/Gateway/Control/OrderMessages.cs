using System.Globalization;
using Rooms.Contracts.Control;
using Rooms.Contracts.Relays;

namespace Rooms.Gateway.Control;

/// <summary>A grain's order as a message of the control channel. The generation makes a repeat harmless.</summary>
internal static class OrderMessages
{
    public static ControlMessage From(RelayOrder order) => order.Verb switch
    {
        RelayVerb.Unpublish => new Unpublish { Id = IdOf(order), App = order.App, StreamId = order.StreamId, Generation = order.Generation, Reason = order.Reason },
        RelayVerb.Unsubscribe => new Unsubscribe { Id = IdOf(order), App = order.App, StreamId = order.StreamId, Generation = order.Generation, Reason = order.Reason },
        RelayVerb.AskAlive => new Alive { Id = IdOf(order), App = order.App, StreamId = order.StreamId, Generation = order.Generation },
        _ => throw new ArgumentOutOfRangeException(nameof(order), order.Verb, "an order without a message"),
    };

    private static string IdOf(RelayOrder order) => $"{order.StreamId}/{order.Generation.ToString(CultureInfo.InvariantCulture)}";
}
