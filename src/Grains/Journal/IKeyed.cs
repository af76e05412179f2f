namespace Rooms.Grains.Journal;

/// <summary>What <see cref="Recent{T}"/> remembers: found by key, forgotten by age.</summary>
internal interface IKeyed
{
    string Key { get; }

    DateTimeOffset At { get; }
}
