using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Edge.Metrics;
using Rooms.Testing;

namespace Rooms.Edge.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricsCollector collector;
    private readonly Meter meter;

    public PrometheusTextTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        collector = new MetricsCollector(meters);
        meter = meters.Create("Test");
    }

    public void Dispose()
    {
        collector.Dispose();
        services.Dispose();
    }

    [Fact]
    public void Render_Counter_IsATotal()
    {
        var counter = meter.CreateCounter<long>("rooms.test.frames", "{frame}", "Frames");
        counter.Add(2, KeyValuePair.Create<string, object?>("codec", "h264"));
        counter.Add(3, KeyValuePair.Create<string, object?>("codec", "h264"));

        Assert.Contains("# HELP rooms_test_frames_total Frames\n# TYPE rooms_test_frames_total counter\nrooms_test_frames_total{codec=\"h264\"} 5\n", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_UpDownCounter_IsAGauge()
    {
        var counter = meter.CreateUpDownCounter<int>("rooms.test.viewers");
        counter.Add(5);
        counter.Add(-2);

        Assert.Contains("# TYPE rooms_test_viewers gauge\nrooms_test_viewers 3\n", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ObservableInstruments_TellTheirNewestValue()
    {
        var value = 1L;
        meter.CreateObservableGauge("rooms.test.queue", () => value);
        meter.CreateObservableCounter("rooms.test.sent", () => value, "By");
        Render();
        value = 9;

        var text = Render();

        Assert.Contains("\nrooms_test_queue 9\n", text, StringComparison.Ordinal);
        Assert.Contains("\nrooms_test_sent_bytes_total 9\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NothingMeasuredYet_ShowsZero()
    {
        meter.CreateCounter<long>("rooms.test.failures");
        meter.CreateHistogram("rooms.test.quiet", "s", "Wait", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1] });

        var text = Render();

        Assert.Contains("\nrooms_test_failures_total 0\n", text, StringComparison.Ordinal);
        Assert.Contains("rooms_test_quiet_seconds_bucket{le=\"1\"} 0\nrooms_test_quiet_seconds_bucket{le=\"+Inf\"} 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ObservedTagsAreGone_ForgetsThem()
    {
        var protocols = new List<string> { "rtmp", "flv" };
        meter.CreateObservableGauge("rooms.test.watching", () => protocols.Select(protocol => new Measurement<int>(1, KeyValuePair.Create<string, object?>("protocol", protocol))));
        var before = Render();
        protocols.Remove("flv");

        var after = Render();

        Assert.Contains("rooms_test_watching{protocol=\"flv\"} 1\n", before, StringComparison.Ordinal);
        Assert.Contains("rooms_test_watching{protocol=\"rtmp\"} 1\n", after, StringComparison.Ordinal);
        Assert.DoesNotContain("flv", after, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Histogram_HasCumulativeBuckets()
    {
        var histogram = meter.CreateHistogram("rooms.test.wait", "s", "Wait", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in new[] { 0.05, 0.1, 0.5, 7.0 }) histogram.Record(seconds);

        Assert.Contains(
            """
            # TYPE rooms_test_wait_seconds histogram
            rooms_test_wait_seconds_bucket{le="0.1"} 2
            rooms_test_wait_seconds_bucket{le="1"} 3
            rooms_test_wait_seconds_bucket{le="+Inf"} 4
            rooms_test_wait_seconds_sum 7.65
            rooms_test_wait_seconds_count 4

            """,
            Render(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TagNeedsEscaping_IsEscaped()
    {
        meter.CreateCounter<long>("rooms.test.odd").Add(1, KeyValuePair.Create<string, object?>("why not", "a\"b\\c\nd"));

        Assert.Contains("rooms_test_odd_total{why_not=\"a\\\"b\\\\c\\nd\"} 1\n", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_MoreTagsThanAreKept_StaysBoundedAndIsCounted()
    {
        var counter = meter.CreateCounter<long>("rooms.test.leak");
        for (var i = 0; i < Family.MaxSeries + 10; i++) counter.Add(1, KeyValuePair.Create<string, object?>("user", i));

        var text = Render();

        Assert.Equal(Family.MaxSeries, text.Split("rooms_test_leak_total{").Length - 1);
        Assert.Contains("\nrooms_metrics_dropped_total 10\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_InstrumentsOfOthers_AreLeftOut()
    {
        meter.CreateCounter<long>("http.test.requests").Add(1);

        Assert.DoesNotContain("http_test", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_KnownSeries_AllocatesNothing()
    {
        var counter = meter.CreateCounter<long>("rooms.test.hot");
        object codec = "h264";
        counter.Add(1, new KeyValuePair<string, object?>("codec", codec));

        var allocated = Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++) counter.Add(1, new KeyValuePair<string, object?>("codec", codec));
        });

        Assert.Equal(0, allocated);
    }

    private string Render() => MetricsPage.Render(collector);
}
