using System.Security.Cryptography;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Grains.Rooms;

namespace Rooms.Grains.Users;

/// <summary>Who may write to whom, and what follows from it: pure functions but for the ids of messages and the rate. A refusal adds nothing.</summary>
internal static class PrivateRules
{
    private const string IdCharacters = "0123456789abcdefghjkmnpqrstvwxyz";

    // 80 bits, as ids of rooms.
    private const int IdLength = 16;

    /// <summary>The intent, or how a command of the same stamp ended.</summary>
    public static Outcome<SendStep> Begin(UserChange change, string user, Caller caller, SendPrivate command, IdempotencyStamp? stamp, SendRate rate)
    {
        if (Recall(change, stamp) is { } known) return known;
        if (!UserRules.MayActAs(caller, user)) return Refusal.Of<SendStep>(ErrorCodes.Forbidden, "only admin and backend write in another's name");
        if (FaultIn(command, user) is { } fault) return Refusal.Of<SendStep>(ErrorCodes.BodyInvalid, fault);
        if (change.State.Outgoing.Length >= UserLimits.Outgoing)
            return Refusal.Of<SendStep>(ErrorCodes.NodeUnavailable, $"{UserLimits.Outgoing} messages could not be delivered yet");
        if (!caller.Has(Roles.Admin | Roles.Backend) && !rate.TryTake())
            return Refusal.Of<SendStep>(ErrorCodes.RateLimited, "too many private messages of this user");
        var id = RandomNumberGenerator.GetString(IdCharacters, IdLength);
        var message = new Outgoing(change.State.Sends + 1, id, command.To, command.Type, command.Text, command.Data, stamp);
        change.Note(new Sending(message));
        return new SendStep(message, null);
    }

    /// <summary>The receiver has it, or has refused it.</summary>
    public static Outcome<PrivateReceipt> Finish(UserChange change, Outgoing message, Outcome<Done> answer)
    {
        if (change.State.FindOutgoing(message.Send) is null) return Refusal.Of<PrivateReceipt>(ErrorCodes.NodeUnavailable, "the message was finished elsewhere; repeat it");
        if (!answer.IsOk)
        {
            change.Note(new SendRefused(message.Send));
            return answer.As<PrivateReceipt>();
        }
        var receipt = new PrivateReceipt(change.Tell(new Sent(message.Send, message.Id, message.To, message.Type, message.Text, message.Data)), message.Id);
        if (message.Stamp is { } stamp) change.Stamp(stamp, receipt, UserJson.Default.PrivateReceipt);
        return receipt;
    }

    public static Outcome<Done> Deliver(UserChange change, PrivateMessage message)
    {
        // The sender's messages come in the order of its count: this one was here.
        if (message.Send <= change.State.SendsOf(message.From)) return Done.Value;
        if (change.State.Blocks.Contains(message.From)) return Refusal.Of<Done>(ErrorCodes.Blocked, "the receiver takes no messages of this sender");
        change.Tell(new Received(message.Id, message.From, message.Send, message.Type, message.Text, message.Data));
        return Done.Value;
    }

    public static Outcome<long> Push(UserChange change, Caller caller, PushMessage push)
    {
        if (!caller.Has(Roles.Backend | Roles.Admin)) return Refusal.Of<long>(ErrorCodes.Forbidden, "pushes come from backend and admin");
        if (push.Id is { Length: 0 or > UserLimits.PushId }) return Refusal.Of<long>(ErrorCodes.BodyInvalid, $"id: 1-{UserLimits.PushId} characters");
        if (MessageRules.FaultIn(new SendMessage(push.Type, push.Text, push.Data)) is { } fault) return Refusal.Of<long>(ErrorCodes.BodyInvalid, fault);
        return change.Tell(new Pushed(push.Id, push.Type, push.Text, push.Data));
    }

    public static Outcome<ConversationView> Read(UserChange change, string user, Caller caller, string peer, long seq)
    {
        if (UserRules.RefuseOthers<ConversationView>(caller, user) is { } forbidden) return forbidden;
        if (!change.State.Conversations.TryGetValue(peer, out var known))
            return Refusal.Of<ConversationView>(ErrorCodes.ConversationNotFound, $"no message was exchanged with {peer}");
        if (seq < 0 || seq > change.State.Seq) return Refusal.Of<ConversationView>(ErrorCodes.BodyInvalid, $"seq: the inbox is at {change.State.Seq}");
        if (seq > known.Read) change.Tell(new ReadUpTo(peer, seq));
        return UserViews.Conversation(change.State, change.State.Conversations[peer], user);
    }

    private static Outcome<SendStep>? Recall(UserChange change, IdempotencyStamp? stamp)
    {
        if (stamp is null) return null;
        if (change.State.Stamps.Find(stamp.Key, change.Now) is { } known)
        {
            var answer = known.AnswerTo(stamp, UserJson.Default.PrivateReceipt);
            return answer.IsOk ? new SendStep(null, answer.Value) : answer.As<SendStep>();
        }
        if (change.State.FindOutgoing(stamp) is not { } waiting) return null;
        return waiting.Stamp == stamp ? new SendStep(waiting, null) : Refusal.Of<SendStep>(ErrorCodes.IdempotencyKeyReused, "this Idempotency-Key came with another body");
    }

    private static string? FaultIn(SendPrivate command, string user)
    {
        if (!Ids.IsValid(command.To)) return "to: a user id";
        return command.To == user ? "to: another user" : MessageRules.FaultIn(new SendMessage(command.Type, command.Text, command.Data));
    }
}
