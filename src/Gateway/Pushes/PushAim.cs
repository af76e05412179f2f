using System.Collections.Frozen;
using Rooms.Contracts.Pushes;

namespace Rooms.Gateway.Pushes;

/// <summary>Which of an app's connections a push is for: all, those of these ids, those with one of these labels.</summary>
internal sealed record PushAim(bool IsAll, FrozenSet<string> Connections, FrozenSet<string> Labels)
{
    public static readonly PushAim All = new(true, [], []);

    /// <summary>Every connection has to be looked at; else those of the ids are found by them.</summary>
    public bool IsWide => IsAll || Labels.Count > 0;

    public static PushAim At(IEnumerable<string> connections) => new(false, connections.ToFrozenSet(StringComparer.Ordinal), []);

    public static PushAim Of(LiveTargets targets) =>
        new(targets.All, targets.Connections.ToFrozenSet(StringComparer.Ordinal), targets.Labels.ToFrozenSet(StringComparer.Ordinal));

    public bool Meets(string id, IReadOnlyList<string> labels)
    {
        if (IsAll || Connections.Contains(id)) return true;
        for (var i = 0; i < labels.Count; i++)
            if (Labels.Contains(labels[i])) return true;
        return false;
    }
}
