using System.Text.RegularExpressions;

namespace Rooms.Architecture.Tests;

/// <summary>A host that takes the signals of the test process turns the end of a run into the failure of some test.</summary>
public partial class TestHostTests
{
    [Fact]
    public void Tests_EveryHostOfTheirProcess_LeavesSignalsToIt()
    {
        // The benchmarks' peer is a process of its own, and ends by signal.
        var hosts = SourceTree.FilesNaming("tests", HostIsMade()).Where(file => !file.Contains("Benchmarks", StringComparison.Ordinal)).ToArray();

        var offenders = hosts.Where(file => !File.ReadAllText(Path.Combine(SourceTree.Root, file)).Contains("AddTestLifetime()", StringComparison.Ordinal));

        Assert.NotEmpty(hosts);
        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"= (WebApplication|Host)\.Create\w*Builder\(")]
    private static partial Regex HostIsMade();
}
