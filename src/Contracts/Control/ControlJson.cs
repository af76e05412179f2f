using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rooms.Contracts.Control;

/// <summary>The control channel's bytes. A message that is no JSON, has no known type or is of a newer version throws <see cref="JsonException"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowOutOfOrderMetadataProperties = true, MaxDepth = 16)]
[JsonSerializable(typeof(ControlMessage))]
public sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>Largest message, in bytes: a node with 20,000 streams still fits its <see cref="Load"/>.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int LatestVersion = global::Rooms.Contracts.Control.ControlMessage.CurrentVersion;

    public static byte[] Write(ControlMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Default.ControlMessage);

    public static ControlMessage Read(ReadOnlySpan<byte> json)
    {
        var message = Parse(json) ?? throw new JsonException("null is no control message");
        if (message.Version > LatestVersion)
            throw new JsonException($"version_newer: this end speaks version {LatestVersion}, the message is of version {message.Version}");
        return message;
    }

    private static ControlMessage? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.ControlMessage);
        }
        catch (NotSupportedException e)
        {
            // What System.Text.Json throws for an object without the type discriminator.
            throw new JsonException("a control message needs a type", e);
        }
    }
}
