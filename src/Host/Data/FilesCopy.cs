using System.Security.Cryptography;
using System.Text.Json;
using Rooms.Contracts.Shutdown;

namespace Rooms.Host.Data;

/// <summary>
/// The files that people sent, in a folder beside a backup of the database (docs/operations.md). A file is never changed once it is there, so a
/// copy takes what is new and what is gone, and no more. What has no note was never acknowledged and stays behind.
/// </summary>
internal static class FilesCopy
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string NoteEnd = ".json";
    private const string UnfinishedEnd = ".new";

    public static string FolderOf(string backup) => backup + ".files";

    /// <summary>Makes <paramref name="to"/> the same as <paramref name="from"/>, while files come and go there; answers how many there are.</summary>
    public static int Mirror(string from, string to)
    {
        var kept = Add(from, to);
        foreach (var file in Directory.Exists(to) ? Directory.GetFiles(to, "*", SearchOption.AllDirectories) : [])
            if (!kept.Contains(Path.GetRelativePath(to, file))) File.Delete(file);
        return kept.Count / 2;
    }

    /// <summary>Files of a folder, and each that is not as its note says.</summary>
    public static (int Count, IReadOnlyList<string> Faults) Verify(string folder)
    {
        var notes = NotesIn(folder);
        return (notes.Length, [.. notes.Select(note => FaultOf(folder, note)).OfType<string>()]);
    }

    public static bool IsEmpty(string folder) => NotesIn(folder).Length == 0;

    private static HashSet<string> Add(string from, string to)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var note in NotesIn(from))
        {
            // The note last, as where it comes from: a copy that breaks off has no note without its file.
            var content = note[..^NoteEnd.Length];
            if (!TryCopy(from, to, content) || !TryCopy(from, to, note)) continue;
            kept.Add(content);
            kept.Add(note);
        }
        return kept;
    }

    // False: it has just been removed.
    private static bool TryCopy(string from, string to, string name)
    {
        var (source, target) = (new FileInfo(Path.Combine(from, name)), new FileInfo(Path.Combine(to, name)));
        try
        {
            if (target.Exists && target.Length == source.Length && target.LastWriteTimeUtc == source.LastWriteTimeUtc) return true;
            Directory.CreateDirectory(target.DirectoryName!, OwnerOnly);
            File.Copy(source.FullName, target.FullName + UnfinishedEnd, overwrite: true);
            using (var copy = new FileStream(target.FullName + UnfinishedEnd, FileMode.Open, FileAccess.ReadWrite)) copy.Flush(flushToDisk: true);
            File.Move(target.FullName + UnfinishedEnd, target.FullName, overwrite: true);
            return true;
        }
        catch (IOException) when (!File.Exists(source.FullName))
        {
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException(StartFault.DataUnusable, $"{source.FullName} cannot be copied to {target.FullName}: {fault.Message}", fault);
        }
    }

    private static string? FaultOf(string folder, string note)
    {
        var name = note[..^NoteEnd.Length];
        try
        {
            using var content = File.OpenRead(Path.Combine(folder, name));
            using var said = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, note)));
            return Convert.ToHexStringLower(SHA256.HashData(content)) == said.RootElement.GetProperty("sha256").GetString() ? null : $"file {name} is not as it was received";
        }
        catch (FileNotFoundException)
        {
            // Both: it has just been removed.
            return File.Exists(Path.Combine(folder, note)) ? $"file {name} is missing" : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"the note of file {name} cannot be read";
        }
    }

    // APP/ROOM/FILE.json, relative; nothing of what is being received.
    private static string[] NotesIn(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder).Where(app => !Path.GetFileName(app).StartsWith('.'))
            .SelectMany(Directory.EnumerateDirectories)
            .SelectMany(NotesOf)
            .Select(note => Path.GetRelativePath(folder, note)),
    ];

    private static string[] NotesOf(string room)
    {
        try
        {
            return Directory.GetFiles(room, "*" + NoteEnd);
        }
        catch (DirectoryNotFoundException)
        {
            // The room went, and its files with it.
            return [];
        }
    }
}
