using System.Text.Json.Serialization.Metadata;

namespace Rooms.Grains.Journal;

/// <summary>How entries and snapshots are written: source-generated JSON with a version, raised whenever an older program could misread it.</summary>
public sealed record JournalFormat<TEntry, TSnapshot>(int Version, JsonTypeInfo<TEntry> Entry, JsonTypeInfo<TSnapshot> Snapshot);
