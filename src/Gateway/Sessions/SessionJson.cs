using System.Text.Json.Serialization;
using Rooms.Gateway.Oidc;

namespace Rooms.Gateway.Sessions;

/// <summary>What the cookies hold.</summary>
[JsonSerializable(typeof(ConsoleSession))]
[JsonSerializable(typeof(PendingSignIn))]
internal sealed partial class SessionJson : JsonSerializerContext;
