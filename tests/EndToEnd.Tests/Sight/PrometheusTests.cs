using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Sight;

/// <summary>What an operator sees: our metrics in Debian's Prometheus, our dashboard's queries, our alerts.</summary>
public sealed class PrometheusTests : IAsyncLifetime
{
    private static readonly TimeSpan ToolDeadline = TimeSpan.FromSeconds(30);

    private RunningHost host = null!;
    private HttpClient anchor = null!;

    public async Task InitializeAsync()
    {
        host = await RunningHost.StartAsync();
        anchor = await host.ClientAsync("anna", "anchor");
    }

    public async Task DisposeAsync()
    {
        anchor.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Names_OfDashboardAndAlerts_AreInMetrics()
    {
        var lines = (await host.Http.GetStringAsync("/metrics")).Split('\n');
        var served = lines.Select(line => line.Split('{', ' ')[0]).ToHashSet();

        var names = SightFiles.Names();

        Assert.True(names.Length > 20, string.Join(", ", names));
        Assert.Empty(names.Except(served));
    }

    [Fact]
    public async Task Promtool_TakesMetricsAndAlerts()
    {
        await Tool.RunAsync(ToolDeadline, "bash", "-c", $"set -o pipefail; curl -sf {new Uri(host.Address, "/metrics")} | promtool check metrics");
        var checkedRules = await Tool.RunAsync(ToolDeadline, "promtool", "check", "rules", SightFiles.Alerts);

        Assert.Contains("rules found", checkedRules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_EveryQuery_ReturnsData()
    {
        var room = await LiveRoom.OpenAsync(anchor, "seen");
        await using var push = await room.PushClipAsync(repeats: 20);
        await room.EventAsync("stream.started");
        await using var viewer = Tool.Start("ffmpeg", "-v", "error", "-i", room.Play("flv"), "-c", "copy", "-f", "null", "-");
        await using var prometheus = await Prometheus.StartAsync(host.Address);

        var empty = new List<string>();
        foreach (var (panel, query) in SightFiles.Queries())
        {
            var asked = query.Replace("$__rate_interval", "10s", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal);
            if ((await prometheus.QueryAsync(asked)).Count == 0) empty.Add($"{panel}: {asked}");
        }
        var viewers = await prometheus.QueryAsync("""rooms_relay_viewers{protocol="flv"} == 1""");

        Assert.Empty(empty);
        Assert.Single(viewers);
    }

    [Fact]
    public async Task Alerts_OfAServerThatIsWell_AreKnownAndSilent()
    {
        await using var prometheus = await Prometheus.StartAsync(host.Address);
        await prometheus.QueryAsync("rooms_gateway_control_connections > 0");

        var rules = await prometheus.RulesAsync();

        Assert.True(rules.Length >= 8);
        Assert.All(rules, rule => Assert.True((string?)rule["lastError"] is null, rule.ToJsonString()));
        Assert.DoesNotContain(rules, rule => (string?)rule["state"] == "firing");
    }
}
