namespace Rooms.Testing;

/// <summary>A directory of its own for one test, which deletes it at its end.</summary>
public sealed class TemporaryDirectory
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rooms-").FullName;

    public void Delete() => Directory.Delete(Path, recursive: true);
}
