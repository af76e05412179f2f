using System.Net;
using System.Text;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

/// <summary>A room's settings and delivery budget (docs/moderation.md).</summary>
public sealed class RoomSettingsApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private static readonly string[] Words = ["spam"];
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Create_WithoutSettings_HasTheDefaults()
    {
        var ann = await host.TokenAsync();

        var room = (await host.GetAsync($"/v1/rooms/{await silo.RoomAsync(ann)}", ann)).Json;

        Assert.Equal(20, room.GetProperty("tick").GetInt32());
        Assert.Equal(0, room.GetProperty("slowModeSeconds").GetInt32());
        Assert.False(room.GetProperty("muted").GetBoolean());
        Assert.Equal(0, room.GetProperty("peak").GetInt32());
        Assert.False(room.TryGetProperty("budget", out _));
    }

    [Fact]
    public async Task Patch_Settings_AreShownAndToldButNotTheWords()
    {
        var ann = await host.TokenAsync();
        var room = await silo.RoomAsync(ann);

        var changed = await host.SendAsync(
            HttpMethod.Patch, $"/v1/rooms/{room}", ann, new { tick = 250, slowModeSeconds = 5, budget = 50, muted = true, wordsMode = "mask", words = Words });
        var told = (await host.GetAsync($"/v1/rooms/{room}/events", ann)).Json.GetProperty("events").EnumerateArray().Last();

        Assert.Equal(50, changed.Expect(HttpStatusCode.OK).Json.GetProperty("budget").GetInt32());
        Assert.Equal("mask", changed.Json.GetProperty("wordsMode").GetString());
        Assert.Equal("""{"tick":250,"slowModeSeconds":5,"budget":50,"muted":true}""", told.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("""{"tick": 1001}""")]
    [InlineData("""{"slowModeSeconds": 3601}""")]
    [InlineData("""{"budget": -1}""")]
    [InlineData("""{"wordsMode": "shout"}""")]
    [InlineData("""{"words": [""]}""")]
    public async Task Patch_SettingOutOfRange_IsInvalid(string body)
    {
        var ann = await host.TokenAsync();

        var answer = await host.SendAsync(
            HttpMethod.Patch, $"/v1/rooms/{await silo.RoomAsync(ann)}", ann, new StringContent(body, Encoding.UTF8, "application/json"));

        answer.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    [Fact]
    public async Task Messages_OverTheBudget_AreRefusedWithARetryTimeAndCounted()
    {
        var (ann, bob) = (await host.TokenAsync(), await host.TokenAsync("bob", "user"));
        var room = await silo.RoomAsync(ann);
        await host.PostAsync($"/v1/rooms/{room}/members", bob, null);
        await host.SendAsync(HttpMethod.Patch, $"/v1/rooms/{room}", ann, new { budget = 1 });

        var answers = new List<Answer>();
        while (answers.Count < 20 && (answers.Count == 0 || answers[^1].Status == HttpStatusCode.Created))
            answers.Add(await host.PostAsync($"/v1/rooms/{room}/messages", bob, new { text = "hello" }));
        var anchor = await host.PostAsync($"/v1/rooms/{room}/messages", ann, new { text = "one at a time" });
        var figures = (await host.GetAsync($"/v1/rooms/{room}/figures", ann)).Expect(HttpStatusCode.OK).Json;

        answers[^1].AssertProblem(HttpStatusCode.TooManyRequests, ErrorCodes.RoomBusy);
        Assert.InRange(answers[^1].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2);
        anchor.Expect(HttpStatusCode.Created);
        Assert.Equal(1, figures.GetProperty("refused").GetProperty(ErrorCodes.RoomBusy).GetInt64());
        Assert.Equal(1, figures.GetProperty("budget").GetInt32());
    }

    [Fact]
    public async Task Figures_AskedByAPlainUser_AreForbidden()
    {
        var room = await silo.RoomAsync(await host.TokenAsync());

        (await host.GetAsync($"/v1/rooms/{room}/figures", await host.TokenAsync("bob", "user"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }
}
