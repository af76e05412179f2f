using Rooms.Grains.Journal;

namespace Rooms.Grains.Pushes;

internal sealed class PushCommits(Journal<PushEntry, PushScheduleState> journal)
    : JournalCommits<PushEntry, PushScheduleState, PushChange>(journal, snapshot => snapshot ?? PushScheduleState.None)
{
    protected override JournalAttachments Attach(PushChange change) => default;
}
