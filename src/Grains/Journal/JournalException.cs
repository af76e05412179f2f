namespace Rooms.Grains.Journal;

/// <summary>An append or opening that failed. The grain that sees one must not trust its memory any more: it deactivates and reads again.</summary>
public abstract class JournalException(string message, Exception? inner = null) : OrleansException(message, inner!);

/// <summary>Another opening of the same grain has taken over, or a unique row exists: nothing of the unit was written.</summary>
public sealed class JournalConflictException(string message) : JournalException(message);

/// <summary>The app has as many rows of this kind as it may have: nothing of the unit was written.</summary>
public sealed class JournalQuotaException(string message) : JournalException(message);

/// <summary>The store cannot write now (disk full, I/O error, too many wait). Whether the unit was written is unknown.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : JournalException(message, inner);

/// <summary>What is stored was written by a newer version of this program.</summary>
public sealed class JournalVersionException(string message) : JournalException(message);
