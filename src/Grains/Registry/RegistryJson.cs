using System.Text.Json;
using System.Text.Json.Serialization;
using Rooms.Contracts.Registry;

namespace Rooms.Grains.Registry;

/// <summary>Source-generated JSON of the registry's entries, snapshots and remembered answers.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RegistryEntry))]
[JsonSerializable(typeof(RegistryState))]
[JsonSerializable(typeof(StoredApp))]
[JsonSerializable(typeof(ApiKey))]
internal sealed partial class RegistryJson : JsonSerializerContext;
