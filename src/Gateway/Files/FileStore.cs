using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rooms.Configuration;

namespace Rooms.Gateway.Files;

/// <summary>
/// The files on disk. A note beside each file, not a table: gateways have no database of their own, a file and what is known of it are copied,
/// restored and removed together, and nothing has to agree with anything after a crash.
/// </summary>
internal sealed class FileStore(IOptions<FileStoreOptions> options, IConfiguration configuration)
{
    // One writer a file id: two uploads may come under one Idempotency-Key. Ids share them; a wait is as long as a rename.
    private const int Gates = 64;

    // A name of 120 characters and some numbers.
    private const int MaxNoteBytes = 4096;

    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, Gates).Select(_ => new SemaphoreSlim(1, 1))];

    public FilePaths Paths { get; } = new(FilesFolder.Of(configuration));

    /// <summary>Bytes that may still be written before the disk is as full as it may be.</summary>
    public long FreeBytes
    {
        get
        {
            Directory.CreateDirectory(Paths.Root);
            return new DriveInfo(Paths.Root).AvailableFreeSpace - options.Value.KeepFreeBytes;
        }
    }

    public IncomingFile Receive() => IncomingFile.Create(Paths.Incoming);

    /// <summary>Null: there is no such file.</summary>
    public async Task<FileNote?> FindAsync(FilePlace place, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(Paths.Note(place), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (file.Length > MaxNoteBytes) return null;
            return await JsonSerializer.DeserializeAsync(file, FileNoteJson.Default.FileNote, cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // A note that cannot be read names no file, whoever wrote it.
            return null;
        }
    }

    /// <summary>Null: it has just been removed.</summary>
    public FileStream? Open(FilePlace place) => TryOpen(Paths.Content(place));

    /// <summary>A file that is being received; null: it is not any more, or the name is none of ours.</summary>
    public FileStream? OpenIncoming(string name) => Guid.TryParseExact(name, IncomingFile.NameForm, out _) ? TryOpen(Path.Combine(Paths.Incoming, name)) : null;

    /// <summary>
    /// Moves a finished file to its place; on disk, name and all, when this returns. The file that is there already stays, and its note is the answer.
    /// </summary>
    public async Task<FileNote> KeepAsync(FilePlace place, IncomingFile file, FileNote note, CancellationToken cancellation)
    {
        var gate = gates[(uint)place.FileId.GetHashCode(StringComparison.Ordinal) % Gates];
        await gate.WaitAsync(cancellation);
        try
        {
            if (await FindAsync(place, cancellation) is { } there) return there;
            Keep(place, file, note);
            return note;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Every file of an app; some may be gone by the time they are looked at.</summary>
    public IEnumerable<FilePlace> PlacesOf(string app)
    {
        var folder = Paths.App(app);
        if (!Directory.Exists(folder)) yield break;
        foreach (var room in Directory.EnumerateDirectories(folder))
            foreach (var note in NotesIn(room)) yield return new FilePlace(app, FilePaths.IdOf(room), FilePaths.IdOf(Path.GetFileNameWithoutExtension(note)));
    }

    /// <summary>False: there was none. The note goes first: without it there is no file.</summary>
    public bool Remove(FilePlace place)
    {
        var there = File.Exists(Paths.Note(place));
        if (!there) return false;
        File.Delete(Paths.Note(place));
        File.Delete(Paths.Content(place));
        return true;
    }

    // The content first, then the note: a crash between them leaves a file that nobody was told of, and that goes with its room.
    private void Keep(FilePlace place, IncomingFile file, FileNote note)
    {
        var folder = Paths.Room(place.App, place.Room);
        Directory.CreateDirectory(folder);
        File.Move(file.Path, Paths.Content(place), overwrite: true);
        var beside = file.Path + FilePaths.NoteEnd;
        using (var written = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            JsonSerializer.Serialize(written, note, FileNoteJson.Default.FileNote);
            written.Flush(flushToDisk: true);
        }
        File.Move(beside, Paths.Note(place), overwrite: true);
        // The room's and the app's folders may be new.
        foreach (var changed in new[] { folder, Paths.App(place.App), Paths.Root }) DirectorySync.Flush(changed);
    }

    private static string[] NotesIn(string room)
    {
        try
        {
            return Directory.GetFiles(room, "*" + FilePaths.NoteEnd);
        }
        catch (DirectoryNotFoundException)
        {
            // The room went, and its files with it.
            return [];
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, System.IO.FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
