using System.Text.Json;
using System.Text.Json.Serialization;
using Rooms.Contracts.Pushes;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Pushes;

internal static class PushFormat
{
    /// <summary>Raise the version when an older program would misread what this one writes.</summary>
    public static readonly JournalFormat<PushEntry, PushScheduleState> Current = new(1, PushJson.Default.PushEntry, PushJson.Default.PushScheduleState);

    /// <summary>The name of an app's journal.</summary>
    public static string JournalOf(string app) => $"pushes/{app}";
}

/// <summary>Source-generated JSON of a schedule's entries, snapshots and remembered answers.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PushEntry))]
[JsonSerializable(typeof(PushScheduleState))]
[JsonSerializable(typeof(PushView))]
internal sealed partial class PushJson : JsonSerializerContext;
