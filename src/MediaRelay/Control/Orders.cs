using Rooms.Contracts.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Control;

/// <summary>Carries out what the control plane orders, and answers.</summary>
internal sealed class Orders(LiveStreams streams, OrderGenerations generations)
{
    private const string Unserved = "verb_unserved";
    private const string Invalid = "message_invalid";

    /// <summary>Null: the message wants no answer.</summary>
    public ControlMessage? Answer(ControlMessage message) => message switch
    {
        Alive question => Answer(question),
        Unpublish order => Execute(order, () => streams.Cut(order.StreamId, Reason(order))),
        Unsubscribe order => Execute(order, () => streams.Find(order.StreamId)?.CutViewers(Reason(order))),
        Verb order => new Result { Id = order.Id, Generation = order.Generation, Code = Unserved, Detail = "this node does not serve the verb yet" },
        Result or Registered or PublishAnswer => null,
        _ => new Result { Id = message.Id, Code = Invalid, Detail = "not a message for a node" },
    };

    // A repeat is a success: whoever asks wants the state, and it is there.
    private Result Execute(Verb order, Action act)
    {
        if (generations.TryAdvance(order.StreamId, order.Generation)) act();
        return new Result { Id = order.Id, Generation = order.Generation };
    }

    private Alive Answer(Alive question)
    {
        var stream = streams.Find(question.StreamId);
        return question with { Session = stream?.Session ?? "", IsPublishing = stream?.IsPublishing ?? false };
    }

    private static string Reason(Verb order) => order.Reason.Length > 0 ? order.Reason : ViewerEnd.StreamEnded;
}
