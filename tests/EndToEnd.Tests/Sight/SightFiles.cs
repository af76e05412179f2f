using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rooms.EndToEnd.Tests.Sight;

/// <summary>The dashboard and the alerts that an operator installs.</summary>
internal static partial class SightFiles
{
    public static string Alerts { get; } = Path.Combine(RunningHost.Root, "deploy", "alerts.yml");

    private static string DashboardFolder => Path.Combine(RunningHost.Root, "deploy", "grafana");

    /// <summary>Every query of every panel, with the panel's title.</summary>
    public static (string Panel, string Query)[] Queries() =>
    [
        .. Directory.GetFiles(DashboardFolder, "*.json")
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["panels"]!.AsArray())
            .SelectMany(panel => (panel!["targets"]?.AsArray() ?? []).Select(target => ((string)panel["title"]!, (string)target!["expr"]!))),
    ];

    /// <summary>Names of metrics that dashboard and alerts ask for.</summary>
    public static string[] Names() => [.. Queries().Select(query => query.Query).Append(File.ReadAllText(Alerts)).SelectMany(NamesIn).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> NamesIn(string text) => MetricName().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\b(rooms|process|dotnet)_[a-z0-9_]+")]
    private static partial Regex MetricName();
}
