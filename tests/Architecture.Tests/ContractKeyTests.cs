using Rooms.Documents.Options;

namespace Rooms.Architecture.Tests;

/// <summary>Scripts rely on the keys of rooms-v1, sections 1, 3, 4 and 8 (and RTMPS): those that are served are spelled exactly so.</summary>
public class ContractKeyTests
{
    [Theory]
    [InlineData("Apps:NAME", "Secret", "Secret2", "Jwks", "Origins")]
    [InlineData("Tokens", "Lifetime")]
    [InlineData("Admin", "Secret", "Urls")]
    [InlineData("Urls", "PushKey", "PushKey2", "PlayKey", "PlayKey2", "Lifetime")]
    [InlineData("Limits", "RequestsPerSecondPerUser", "FailedAttemptsPerMinutePerAddress", "HalfOpenPerAddress", "ConnectionsPerAddress", "BodyBytes")]
    [InlineData("Proxies", "Trusted")]
    [InlineData("Rtmp", "Port", "MergeMilliseconds", "TlsPort")]
    [InlineData("Tls", "Certificate", "Key")]
    [InlineData("Data", "Directory")]
    [InlineData("Storage", "PostgreSql")]
    [InlineData("Node", "Id", "Regions", "Isps", "PublicHost", "RtmpPort")]
    [InlineData("Control", "Url", "Secret")]
    [InlineData("Cors", "Origins")]
    [InlineData("Shutdown", "Grace")]
    [InlineData("", "Demo")]
    [InlineData("Compat:Goim", "App")]
    [InlineData("Compat:WebIm", "App", "Room", "Port")]
    [InlineData("Compat:Goim:V1", "TcpPort", "WsPort", "HttpPort")]
    [InlineData("Compat:Goim:V2", "TcpPort", "WsPort", "HttpPort")]
    public void Contract_EveryKey_IsAnOption(string section, params string[] names)
    {
        var known = OptionRow.All().Select(row => row.Key).ToHashSet(StringComparer.Ordinal);

        var missing = names.Select(name => section.Length == 0 ? name : $"{section}:{name}").Where(key => !known.Contains(key));

        Assert.Empty(missing);
    }

    [Fact]
    public void Contract_DefaultsOfLimits_AreTheOptions()
    {
        var defaults = OptionRow.All().Where(row => row.Section == "Limits").DistinctBy(row => row.Key).ToDictionary(row => row.Key, row => row.Default);

        Assert.Equal(
            ("50", "60", "64", "0", "65536"),
            (defaults["Limits:RequestsPerSecondPerUser"], defaults["Limits:FailedAttemptsPerMinutePerAddress"], defaults["Limits:HalfOpenPerAddress"],
                defaults["Limits:ConnectionsPerAddress"], defaults["Limits:BodyBytes"]));
    }
}
