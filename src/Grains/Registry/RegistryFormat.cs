using Rooms.Grains.Journal;

namespace Rooms.Grains.Registry;

internal static class RegistryFormat
{
    public const string JournalName = "registry";

    /// <summary>Changes that the audit still tells of; the registry itself forgets none.</summary>
    public const int AuditKept = 10_000;

    /// <summary>Raise the version when an older program would misread what this one writes.</summary>
    public static readonly JournalFormat<RegistryEntry, RegistryState> Current = new(1, RegistryJson.Default.RegistryEntry, RegistryJson.Default.RegistryState);
}
