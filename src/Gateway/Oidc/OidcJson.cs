using System.Text.Json.Serialization;

namespace Rooms.Gateway.Oidc;

/// <summary>A provider's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false, MaxDepth = 16)]
[JsonSerializable(typeof(Provider))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class OidcJson : JsonSerializerContext;
