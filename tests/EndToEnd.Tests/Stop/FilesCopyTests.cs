using System.Security.Cryptography;
using System.Text;
using Rooms.Contracts.Shutdown;
using Rooms.Host.Data;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Stop;

public sealed class FilesCopyTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string From => Path.Combine(directory.Path, "files");

    private string To => Path.Combine(directory.Path, "backup.files");

    public void Dispose() => directory.Delete();

    [Fact]
    public void Mirror_TakesWhatIsNewAndWhatIsGone_AndLeavesWhatWasNeverAcknowledged()
    {
        Write("shop/r/a", "one");
        Write("shop/r/b", "two");
        File.WriteAllText(Path.Combine(From, "shop/r/unnoted"), "x");
        Directory.CreateDirectory(Path.Combine(From, ".incoming/r"));
        File.WriteAllText(Path.Combine(From, ".incoming/r/x.json"), "x");
        Assert.Equal(2, FilesCopy.Mirror(From, To));

        Write("shop/r/c", "three");
        File.Delete(Path.Combine(From, "shop/r/a.json"));
        File.Delete(Path.Combine(From, "shop/r/a"));
        var count = FilesCopy.Mirror(From, To);

        Assert.Equal(2, count);
        Assert.Equal(["b", "b.json", "c", "c.json"], Directory.GetFiles(To, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("three", File.ReadAllText(Path.Combine(To, "shop/r/c")));
    }

    // A key that is used again names another file under the same id.
    [Fact]
    public void Mirror_OfAnotherFileUnderTheSameName_TakesIt()
    {
        Write("shop/r/a", "one");
        FilesCopy.Mirror(From, To);

        Write("shop/r/a", "another");
        FilesCopy.Mirror(From, To);

        Assert.Equal("another", File.ReadAllText(Path.Combine(To, "shop/r/a")));
        Assert.Empty(FilesCopy.Verify(To).Faults);
    }

    [Fact]
    public void Verify_ChangedMissingAndUnreadable_AreNamed()
    {
        foreach (var name in new[] { "shop/r/a", "shop/r/b", "shop/r/c", "shop/r/d" }) Write(name, name);
        File.WriteAllText(Path.Combine(From, "shop/r/a"), "changed");
        File.Delete(Path.Combine(From, "shop/r/b"));
        File.WriteAllText(Path.Combine(From, "shop/r/c.json"), "no note");

        var (count, faults) = FilesCopy.Verify(From);

        Assert.Equal(4, count);
        Assert.Equal(
            ["file shop/r/a is not as it was received", "file shop/r/b is missing", "the note of file shop/r/c cannot be read"], faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Mirror_WhereNothingCanBeWritten_SaysSoInOneLine()
    {
        Write("shop/r/a", "one");

        var fault = Assert.Throws<StartException>(() => FilesCopy.Mirror(From, "/proc/none"));

        Assert.Equal(StartFault.DataUnusable, fault.Fault);
        Assert.Contains("/proc/none", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mirror_OfNoFolder_IsNoFile() => Assert.Equal(0, FilesCopy.Mirror(From, To));

    private void Write(string name, string content)
    {
        var path = Path.Combine(From, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        File.WriteAllText(path + ".json", $$"""{"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}}"}""");
    }
}
