using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rooms.Gateway.Files;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FileNote))]
internal sealed partial class FileNoteJson : JsonSerializerContext;
