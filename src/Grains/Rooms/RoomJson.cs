using System.Text.Json;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>Source-generated JSON of a room's entries, snapshots and remembered answers.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RoomEntry))]
[JsonSerializable(typeof(RoomState))]
[JsonSerializable(typeof(RoomView))]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(StreamGrant))]
[JsonSerializable(typeof(CardList))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(long))]
internal sealed partial class RoomJson : JsonSerializerContext;
