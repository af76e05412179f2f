namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>
/// One endpoint of the matrix: the route as the server lists it, whose it is, and the query and body that make the request a real one. Places such as
/// <c>{room}</c> and <c>{user}</c> are filled in by the attack.
/// </summary>
public sealed record MatrixRow(string Method, string Pattern, Reach Reach, string? Body = null, string Query = "")
{
    /// <summary>Of the body.</summary>
    public string Type { get; init; } = "application/json";

    public bool Changes => Method is not ("GET" or "HEAD");

    public bool Names(string place) => Pattern.Contains(place, StringComparison.Ordinal) || Body?.Contains(place, StringComparison.Ordinal) == true
        || Query.Contains(place, StringComparison.Ordinal);

    public bool TakesIdempotencyKey => Method == "POST" && Body is not null && Reach == Reach.App && !Names("{app}") && !Names("{key}");

    public override string ToString() => $"{Method} {Pattern}";
}
