using Rooms.Grains.Journal;

namespace Rooms.Grains.Pushes;

internal sealed class PushChange(PushScheduleState before, DateTimeOffset now) : JournalChange<PushEntry, PushScheduleState>(before, now);
