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
        ControlMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(json, Default.ControlMessage);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            // A newer message may have a type or a value that this end cannot read: then its version is what is wrong with it.
            RefuseNewer(VersionOf(json));
            // NotSupported is what System.Text.Json throws for an object without the type discriminator.
            throw fault as JsonException ?? new JsonException("a control message needs a type", fault);
        }
        if (message is null) throw new JsonException("null is no control message");
        RefuseNewer(message.Version);
        return message;
    }

    private static void RefuseNewer(int version)
    {
        if (version > LatestVersion) throw new JsonException($"version_newer: this end speaks version {LatestVersion}, the message is of version {version}");
    }

    private static int VersionOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isVersion = reader.ValueTextEquals("version"u8);
                reader.Read();
                if (isVersion) return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) ? version : 0;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // No JSON, so of no version: the first fault is told.
        }
        return 0;
    }
}
