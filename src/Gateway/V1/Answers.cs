using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1;

/// <summary>Turns what a grain answered into an HTTP answer.</summary>
internal static class Answers
{
    public static IResult To<T>(this Outcome<T> outcome, Func<T, IResult> success) => outcome.IsOk ? success(outcome.Value!) : outcome.ToProblem();

    public static IResult ToNoContent(this Outcome<Done> outcome) => outcome.To(_ => TypedResults.NoContent());

    /// <summary>With events_gone the detail is the number of the oldest event still kept.</summary>
    public static Problem ToProblem<T>(this Outcome<T> outcome)
    {
        var detail = outcome.Detail ?? "";
        if (outcome.Code != ErrorCodes.EventsGone) return new Problem(outcome.Code!, detail) { RetryAfterSeconds = WholeSeconds(outcome.RetryAfter) };
        long? oldest = long.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new Problem(ErrorCodes.EventsGone, $"the oldest event still kept is {detail}") { Oldest = oldest };
    }

    // Retry-After has no fractions: rounded up, or the next try would come too early.
    private static int? WholeSeconds(TimeSpan? wait) => wait is { } time ? (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, int.MaxValue) : null;

    public static IResult Created<T>(T dto) => TypedResults.Json(dto, statusCode: StatusCodes.Status201Created);
}
