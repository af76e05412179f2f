using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rooms.Gateway.Auth;

/// <summary>Tokens and key sets as JSON. A name that occurs twice is refused: two readers must not see two different claims.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(JwtHeader))]
[JsonSerializable(typeof(JwtClaims))]
[JsonSerializable(typeof(JwkSet.Document))]
internal sealed partial class JwtJson : JsonSerializerContext;
