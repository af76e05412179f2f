namespace Rooms.Gateway.Files;

/// <summary>
/// <c>APP/ROOM/FILEID</c> below one root, the note beside it as <c>FILEID.json</c>; what is being received in <c>.incoming</c>. Nothing of a sender's
/// name is in a path, and an id that begins with a dot (<c>..</c> is a valid id) begins with a percent sign instead, which no id can hold.
/// </summary>
internal sealed class FilePaths(string root)
{
    public const string NoteEnd = ".json";

    public string Root => root;

    public string Incoming => Path.Combine(Root, ".incoming");

    public string App(string app) => Path.Combine(Root, Name(app));

    public string Room(string app, string room) => Path.Combine(App(app), Name(room));

    public string Content(FilePlace place) => Path.Combine(Room(place.App, place.Room), Name(place.FileId));

    public string Note(FilePlace place) => Content(place) + NoteEnd;

    /// <summary>The id that a folder was named after.</summary>
    public static string IdOf(string folder) => Path.GetFileName(folder).TrimStart('%');

    private static string Name(string id) => id.StartsWith('.') ? "%" + id : id;
}
