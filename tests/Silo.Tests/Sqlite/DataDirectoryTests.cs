using Rooms.Contracts.Shutdown;
using Rooms.Silo.Sqlite;
using Rooms.Testing;

namespace Rooms.Silo.Tests.Sqlite;

public sealed class DataDirectoryTests
{
    [Fact]
    public void Open_WhileAnotherHasIt_IsRefusedWithOneLine()
    {
        var directory = new TemporaryDirectory();
        using (DataDirectory.Open(directory.Path))
        {
            var fault = Assert.Throws<SiloStartException>(() => DataDirectory.Open(directory.Path));
            Assert.Equal(StartFault.DataInUse, fault.Fault);
            Assert.Contains("in use by another process", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
        }

        DataDirectory.Open(directory.Path).Dispose();
        directory.Delete();
    }

    [Fact]
    public void Open_WhereAFileIs_IsRefused()
    {
        var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "file");
        File.WriteAllText(file, "");

        var fault = Assert.Throws<SiloStartException>(() => DataDirectory.Open(file));

        Assert.Equal(StartFault.DataUnusable, fault.Fault);
        directory.Delete();
    }
}
