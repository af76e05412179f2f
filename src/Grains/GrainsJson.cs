using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains;

/// <summary>Source-generated JSON of everything that grains store.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RoomView))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, long>))]
public sealed partial class GrainsJson : JsonSerializerContext;
