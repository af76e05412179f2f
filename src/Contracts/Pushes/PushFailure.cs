namespace Rooms.Contracts.Pushes;

/// <summary>A target that did not take it: <c>user/ID</c> or <c>room/ID</c>, with a code of <see cref="ErrorCodes"/>.</summary>
[GenerateSerializer, Immutable, Alias("rooms.PushFailure")]
public sealed record PushFailure([property: Id(0)] string Target, [property: Id(1)] string Code, [property: Id(2)] string Detail);
