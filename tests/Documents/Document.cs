namespace Rooms.Documents;

/// <summary>A file that is made from the code: where it stands under the root, and what it must say.</summary>
internal sealed record Document(string Path, string Text)
{
    public bool IsUpToDate(string root)
    {
        var file = System.IO.Path.Combine(root, Path);
        return File.Exists(file) && File.ReadAllText(file) == Text;
    }

    public void WriteTo(string root) => File.WriteAllText(System.IO.Path.Combine(root, Path), Text);
}
