using System.Text.Json;
using System.Text.Json.Serialization;
using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>Source-generated JSON of a user's entries, snapshots and remembered answers.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(UserEntry))]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(PrivateReceipt))]
[JsonSerializable(typeof(long))]
internal sealed partial class UserJson : JsonSerializerContext;
