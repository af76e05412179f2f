using System.Text.RegularExpressions;

namespace Rooms.EndToEnd.Tests.Proxy;

/// <summary>The configurations of docs/proxies.md as they stand there, but for the ports.</summary>
internal static partial class ProxyDocument
{
    public const string Http = "## HTTP, WebSockets and streams";
    public const string Rtmp = "## RTMP";
    public const string HttpAsStream = "## HTTP as a stream";

    /// <summary>
    /// The block below <paramref name="heading"/>, which listens at <paramref name="port"/> of both loopbacks and passes on to
    /// <paramref name="server"/>.
    /// </summary>
    public static string Block(string heading, int port, string server)
    {
        var lines = File.ReadAllLines(Path.Combine(RunningHost.Root, "docs", "proxies.md"))
            .SkipWhile(line => line != heading).SkipWhile(line => line != "```nginx").Skip(1).TakeWhile(line => line != "```");
        var block = Replace(string.Join('\n', lines), Server(), server);
        return Replace(Replace(block, Ipv4Listener(), $"listen 127.0.0.1:{port};"), Ipv6Listener(), $"listen [::1]:{port};");
    }

    private static string Replace(string block, Regex pattern, string replacement)
    {
        if (pattern.Count(block) != 1) throw new InvalidDataException($"docs/proxies.md: wanted {pattern} once in:\n{block}");
        return pattern.Replace(block, replacement);
    }

    [GeneratedRegex(@"\b127\.0\.0\.1:\d+")]
    private static partial Regex Server();

    [GeneratedRegex(@"listen \d+;")]
    private static partial Regex Ipv4Listener();

    [GeneratedRegex(@"listen \[::\]:\d+;")]
    private static partial Regex Ipv6Listener();
}
