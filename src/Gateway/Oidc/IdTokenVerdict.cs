using System.Text.Json;

namespace Rooms.Gateway.Oidc;

/// <summary>What an ID token says, or why it is not believed.</summary>
internal sealed record IdTokenVerdict(JsonElement? Claims, string Reason)
{
    public static IdTokenVerdict Valid(JsonElement claims) => new(claims, "");

    public static IdTokenVerdict Invalid(string reason) => new(null, reason);
}
