using Rooms.Documents.Options;

namespace Rooms.Architecture.Tests;

/// <summary>docs/configuration.md can say of every key why its default is what it is.</summary>
public class OptionDocumentationTests
{
    [Fact]
    public void Options_EveryKey_HasAReason()
    {
        var silent = OptionRow.All().Where(row => row.Reason.Length == 0).Select(row => row.Key);

        Assert.Empty(silent);
    }

    [Fact]
    public void Page_KeyOfAnApp_IsListedUnderAnyName()
    {
        var secret = Assert.Single(OptionRow.All(), row => row.Key == "Apps:NAME:Secret");

        Assert.True(secret.IsSecret);
        Assert.True(secret.IsReloaded);
    }

    [Fact]
    public void Page_KeyOfAPart_IsListedUnderIt() =>
        Assert.Equal("a whole number, 0 for no limit", Assert.Single(OptionRow.All(), row => row.Key == "Apps:NAME:Quotas:Viewers").Wanted);

    [Fact]
    public void Page_KeyWithARange_SaysWhatIsWanted()
    {
        var port = Assert.Single(OptionRow.All(), row => row.Key == "Rtmp:Port");

        Assert.Equal("a whole number from -1 to 65535", port.Wanted);
        Assert.Equal("1935", port.Default);
    }
}
