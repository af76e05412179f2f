using Rooms.Contracts;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.Pushes;

/// <summary>
/// Answers of pushes to connections by their Idempotency-Key, for as long as a client may repeat one: what goes to sockets is kept nowhere else. Of this
/// process, like the sockets. Any thread.
/// </summary>
internal sealed class PushMemory(TimeProvider time)
{
    private const int MaxKept = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Remembered> byKey = new(StringComparer.Ordinal);
    private readonly Queue<string> byAge = new();

    /// <summary>The first push's answer; a refusal where it had another body. Null: it is new.</summary>
    public Outcome<PushReceiptDto>? Recall(string app, IdempotencyStamp stamp)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(KeyOf(app, stamp), out var known) || known.At + Kept <= time.GetUtcNow()) return null;
            return known.BodyHash == stamp.BodyHash
                ? known.Answer
                : Refusal.Of<PushReceiptDto>(ErrorCodes.IdempotencyKeyReused, "this Idempotency-Key came with another body");
        }
    }

    public void Remember(string app, IdempotencyStamp stamp, PushReceiptDto answer)
    {
        var key = KeyOf(app, stamp);
        lock (gate)
        {
            while (byAge.TryPeek(out var oldest) && (byAge.Count >= MaxKept || byKey[oldest].At + Kept <= time.GetUtcNow())) byKey.Remove(byAge.Dequeue());
            if (byKey.TryAdd(key, new Remembered(stamp.BodyHash, answer, time.GetUtcNow()))) byAge.Enqueue(key);
        }
    }

    private static string KeyOf(string app, IdempotencyStamp stamp) => $"{app}|{stamp.Key}";

    private sealed record Remembered(string BodyHash, PushReceiptDto Answer, DateTimeOffset At);
}
