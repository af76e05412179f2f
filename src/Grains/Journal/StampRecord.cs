using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Rooms.Grains.Journal;

/// <summary>A stamped command that took effect: under the same key the same body gets <paramref name="Answer"/> (JSON) again.</summary>
internal sealed record StampRecord(string Key, string BodyHash, string Answer, DateTimeOffset At) : IKeyed
{
    public static StampRecord Of<T>(IdempotencyStamp stamp, T answer, JsonTypeInfo<T> form, DateTimeOffset at) =>
        new(stamp.Key, stamp.BodyHash, JsonSerializer.Serialize(answer, form), at);

    /// <summary>To a command of the same key.</summary>
    public Outcome<T> AnswerTo<T>(IdempotencyStamp stamp, JsonTypeInfo<T> form) => BodyHash == stamp.BodyHash
        ? new Outcome<T>(JsonSerializer.Deserialize(Answer, form), null, null)
        : Refusal.Of<T>(ErrorCodes.IdempotencyKeyReused, "this Idempotency-Key came with another body");
}
