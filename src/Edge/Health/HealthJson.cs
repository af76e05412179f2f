using System.Text.Json.Serialization;

namespace Rooms.Edge.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthDto))]
internal sealed partial class HealthJson : JsonSerializerContext;
