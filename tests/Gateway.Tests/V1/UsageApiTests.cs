using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts.Apps;
using Rooms.Gateway.Tests.Support;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Tests.V1;

public sealed class UsageApiTests : IAsyncLifetime
{
    private static readonly int Day = new DateOnly(2026, 11, 21).DayNumber;

    private readonly FakeApp app = new()
    {
        Usage =
        [
            new(Day - 1, "kitchen", "messages", 4),
            new(Day, "kitchen", "in:rtmp", 1000), new(Day, "kitchen", "out:flv", 5000), new(Day, "kitchen", "out:hls", 700),
            new(Day, "kitchen", "peak", 12), new(Day, "kitchen", "stream_ms", 90_000), new(Day, "kitchen", "viewer_ms", 600_060),
            new(Day, "zoo", "out:rtmp", 1),
        ],
    };

    private GatewayHost host = null!;

    public async Task InitializeAsync()
    {
        var (factory, grains) = FakeGrains.Create();
        grains.Add<IAppGrain>(app);
        host = await GatewayHost.StartAsync(builder => builder.Services.AddSingleton(factory));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Get_AsJson_HasARowForEachDayAndRoom()
    {
        var answer = await GetAsync("?from=2026-11-20&to=2026-11-21");

        var rows = answer.Json.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(["2026-11-20 kitchen", "2026-11-21 kitchen", "2026-11-21 zoo"], rows.Select(row => $"{row.GetProperty("day")} {row.GetProperty("room")}"));
        Assert.Equal(4, rows[0].GetProperty("messages").GetInt64());
        Assert.Equal("shop", rows[1].GetProperty("app").GetString());
        Assert.Equal("""{"rtmp":1000}""", rows[1].GetProperty("bytesIn").GetRawText());
        Assert.Equal("""{"flv":5000,"hls":700}""", rows[1].GetProperty("bytesOut").GetRawText());
        Assert.Equal((12, 1.5, 10.001), (rows[1].GetProperty("peakViewers").GetInt64(), rows[1].GetProperty("streamMinutes").GetDouble(), rows[1].GetProperty("viewerMinutes").GetDouble()));
    }

    [Theory]
    [InlineData("&format=csv", null)]
    [InlineData("", "text/csv")]
    public async Task Get_AsCsv_HasAColumnForEachProtocol(string format, string? accept)
    {
        var answer = await host.GetAsync($"/v1/usage?from=2026-11-20&to=2026-11-21{format}", await host.TokenAsync("ann", "admin"), accept is null ? [] : [("Accept", accept)]);

        Assert.Equal("text/csv", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("usage-2026-11-20-2026-11-21.csv", answer.ContentHeaders.ContentDisposition?.FileName);
        Assert.Equal(
            [
                "app,day,room,bytes_in,bytes_out,viewer_minutes,peak_viewers,stream_minutes,messages,bytes_in_rtmp,bytes_out_flv,bytes_out_hls,bytes_out_rtmp",
                "shop,2026-11-20,kitchen,0,0,0,0,0,4,0,0,0,0",
                "shop,2026-11-21,kitchen,1000,5700,10.001,12,1.5,0,1000,5000,700,0",
                "shop,2026-11-21,zoo,0,1,0,0,0,0,0,0,0,1",
                "",
            ],
            answer.Text.Split("\r\n"));
    }

    [Fact]
    public async Task Get_OneDay_LeavesTheOthersOut()
    {
        var answer = await GetAsync("?from=2026-11-20T10:00:00.000Z&to=2026-11-20");

        Assert.Equal("2026-11-20", Assert.Single(answer.Json.GetProperty("rows").EnumerateArray().ToArray()).GetProperty("day").GetString());
    }

    [Fact]
    public async Task Get_NoSpan_IsThirtyDaysUpToToday()
    {
        var answer = await GetAsync("");

        var (from, to) = (Parse(answer, "from"), Parse(answer, "to"));
        Assert.Equal(29, to.DayNumber - from.DayNumber);
        Assert.InRange(to.DayNumber, DateOnly.FromDateTime(DateTime.UtcNow).DayNumber - 1, DateOnly.FromDateTime(DateTime.UtcNow).DayNumber);
    }

    [Theory]
    [InlineData("?from=yesterday")]
    [InlineData("?to=2026-13-01")]
    [InlineData("?from=2026-11-21&to=2026-11-20")]
    [InlineData("?from=2024-01-01&to=2026-11-20")]
    [InlineData("?format=xml")]
    [InlineData("?room=a/b")]
    [InlineData("?cursor=shop")]
    [InlineData("?cursor=shop/yesterday/kitchen")]
    public async Task Get_SpanOrFormatIsWrong_IsBodyInvalid(string query)
    {
        var answer = await host.GetAsync($"/v1/usage{query}", await host.TokenAsync("ann", "admin"));

        answer.AssertProblem(HttpStatusCode.BadRequest, "body_invalid");
    }

    [Fact]
    public async Task Get_NeitherAdminNorBackend_IsForbidden()
    {
        var answer = await host.GetAsync("/v1/usage", await host.TokenAsync("ann", "anchor", "user", "supervisor", "agent"));

        answer.AssertProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Get_Backend_ReadsTheOwnAppWhateverItNames()
    {
        var answer = await host.GetAsync("/v1/usage?from=2026-11-21&to=2026-11-21&format=csv&app=other", await host.TokenAsync("orders", "backend"));

        Assert.Equal(["shop", "shop"], Apps(answer));
    }

    [Fact]
    public async Task Get_MoreThanOneAnswerHolds_IsFollowedToTheEnd()
    {
        // Two apps: the first answer ends within the second one.
        app.Usage = [.. Enumerable.Range(0, 60_000).Select(i => new UsageAmount(Day, $"r{i:D6}", "messages", 1))];
        var token = await host.OperatorTokenAsync();

        var first = (await host.GetAsync("/v1/usage?from=2026-11-21&to=2026-11-21", token)).Expect(HttpStatusCode.OK);
        var next = first.Json.GetProperty("next").GetString();
        var second = (await host.GetAsync($"/v1/usage?from=2026-11-21&to=2026-11-21&cursor={next}", token)).Expect(HttpStatusCode.OK);

        Assert.Equal("shop/2026-11-21/r039999", next);
        Assert.Null(second.Json.GetProperty("next").GetString());
        Assert.Equal([.. RoomsOf(app.Usage), .. RoomsOf(app.Usage)], first.Json.GetProperty("rows").EnumerateArray().Concat(second.Json.GetProperty("rows").EnumerateArray()).Select(row => row.GetProperty("room").GetString()));
    }

    [Fact]
    public async Task Get_MoreThanOneAnswerHoldsAsCsv_NamesTheNextInItsHeader()
    {
        app.Usage = [.. Enumerable.Range(0, 100_001).Select(i => new UsageAmount(Day, $"r{i:D6}", "messages", 1))];
        var token = await host.TokenAsync("ann", "admin");

        var first = await host.GetAsync("/v1/usage?from=2026-11-21&to=2026-11-21&format=csv", token);
        var link = Assert.Single(first.Headers.GetValues("Link"));
        var second = await host.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)], token);

        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.StartsWith("shop,2026-11-21,r100000,", second.Text.Split("\r\n")[1], StringComparison.Ordinal);
        Assert.False(second.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Get_OneRoom_LeavesTheOthersOut()
    {
        var answer = await GetAsync("?from=2026-11-20&to=2026-11-21&room=zoo");

        Assert.Equal("zoo", Assert.Single(answer.Json.GetProperty("rows").EnumerateArray().ToArray()).GetProperty("room").GetString());
    }

    [Fact]
    public async Task Get_CursorOfAnotherApp_ReadsTheOwnOne()
    {
        var before = await GetAsync("?from=2026-11-21&to=2026-11-21&cursor=other/2026-11-21/zoo");
        var behind = await GetAsync("?from=2026-11-21&to=2026-11-21&cursor=zebra/2026-11-21/zoo");

        Assert.All(before.Json.GetProperty("rows").EnumerateArray(), row => Assert.Equal("shop", row.GetProperty("app").GetString()));
        Assert.Empty(behind.Json.GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task Get_ManyReadAtOnce_TheNextIsToldToWait()
    {
        var (begun, release) = (new SemaphoreSlim(0), new TaskCompletionSource());
        app.Reading = () =>
        {
            begun.Release();
            return release.Task;
        };
        var token = await host.TokenAsync("ann", "admin");
        var reading = Enumerable.Range(0, UsageReads.AtOnce).Select(_ => host.GetAsync("/v1/usage", token)).ToArray();
        foreach (var _ in reading) Assert.True(await begun.WaitAsync(Deadline.Generous));

        var refused = await host.GetAsync("/v1/usage", token);
        release.SetResult();
        var served = await Task.WhenAll(reading);

        refused.AssertProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal("1", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.All(served, answer => answer.Expect(HttpStatusCode.OK));
        (await host.GetAsync("/v1/usage", token)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_Operator_SeesEveryAppOrTheOneNamed()
    {
        var token = await host.OperatorTokenAsync();

        var all = await host.GetAsync("/v1/usage?from=2026-11-21&to=2026-11-21&format=csv", token);
        var one = await host.GetAsync("/v1/usage?from=2026-11-21&to=2026-11-21&format=csv&app=other", token);
        var none = await host.GetAsync("/v1/usage?app=nobody", token);

        Assert.Equal(["other", "other", "shop", "shop"], Apps(all));
        Assert.Equal(["other", "other"], Apps(one));
        none.AssertProblem(HttpStatusCode.BadRequest, "body_invalid");
    }

    private static DateOnly Parse(Answer answer, string member) =>
        DateOnly.ParseExact(answer.Json.GetProperty(member).GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string?> RoomsOf(IEnumerable<UsageAmount> amounts) => amounts.Select(amount => amount.Room);

    private static IEnumerable<string> Apps(Answer answer) => answer.Text.Split("\r\n")[1..^1].Select(line => line.Split(',')[0]);

    private async Task<Answer> GetAsync(string query) => (await host.GetAsync($"/v1/usage{query}", await host.TokenAsync("ann", "admin"))).Expect(HttpStatusCode.OK);
}
