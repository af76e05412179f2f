using System.Text.RegularExpressions;

namespace Rooms.Architecture.Tests;

/// <summary>A host that takes the signals of the test process turns the end of a run into the failure of some test.</summary>
public partial class TestHostTests
{
    [Fact]
    public void Tests_EveryHostOfTheirProcess_LeavesSignalsToIt()
    {
        var hosts = SourceTree.FilesNaming("tests", HostIsMade());

        var offenders = hosts.Where(file => !File.ReadAllText(Path.Combine(SourceTree.Root, file)).Contains("AddTestLifetime()", StringComparison.Ordinal));

        Assert.NotEmpty(hosts);
        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"= (WebApplication|Host)\.Create\w*Builder\(")]
    private static partial Regex HostIsMade();
}
