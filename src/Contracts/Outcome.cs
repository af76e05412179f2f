namespace Rooms.Contracts;

/// <summary>
/// What a grain answers: a value, or a code of <see cref="ErrorCodes"/> with a sentence for the developer who reads it.
/// Expected outcomes are results, never exceptions.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.Outcome`1")]
public sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] string? Code, [property: Id(2)] string? Detail)
{
    /// <summary>With a refusal that ends by itself: when to try again. Null: not known, or never.</summary>
    [Id(3)]
    public TimeSpan? RetryAfter { get; init; }

    public bool IsOk => Code is null;

    /// <summary>The same refusal of something else that was asked.</summary>
    public Outcome<TOther> As<TOther>() => new(default, Code, Detail) { RetryAfter = RetryAfter };

    public static implicit operator Outcome<T>(T value) => new(value, null, null);
}

/// <summary>Makes refusals: <c>return Refusal.Of&lt;RoomView&gt;(ErrorCodes.RoomFull, "...")</c>.</summary>
public static class Refusal
{
    public static Outcome<T> Of<T>(string code, string detail) => new(default, code, detail);

    public static Outcome<T> Of<T>(string code, string detail, TimeSpan retryAfter) => new(default, code, detail) { RetryAfter = retryAfter };
}

/// <summary>The value of an outcome that has none.</summary>
[GenerateSerializer, Immutable, Alias("rooms.Done")]
public sealed record Done
{
    public static readonly Done Value = new();
}
