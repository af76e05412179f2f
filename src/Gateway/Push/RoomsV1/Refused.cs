using Rooms.Contracts;
using Rooms.Gateway.Http;
using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>A refusal as an error frame.</summary>
internal static class Refused
{
    public static ErrorFrame By<T>(Outcome<T> outcome, string? id = null, string? room = null)
    {
        var wait = outcome.RetryAfter is { } known ? (int)Math.Clamp(Math.Ceiling(known.TotalSeconds), 1, int.MaxValue) : ErrorTable.Find(outcome.Code!).RetryAfterSeconds ?? 0;
        return new ErrorFrame(outcome.Code!, id, room, wait, outcome.Detail);
    }

    public static ErrorFrame By(FrameFault fault) => new(ErrorCodes.BodyInvalid, fault.Id, Detail: fault.ToString());
}
