using System.Net;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

/// <summary>What was said, by page, and taken back.</summary>
public sealed class HistoryApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Messages_ByPage_AreNewestFirst()
    {
        var ann = await host.TokenAsync();
        var room = await silo.RoomAsync(ann);
        for (var i = 0; i < 3; i++) await host.PostAsync($"/v1/rooms/{room}/messages", ann, new { text = $"m{i}", data = new { n = i } });

        var first = (await host.GetAsync($"/v1/rooms/{room}/messages?limit=2", ann)).Expect(HttpStatusCode.OK).Json;
        var next = first.GetProperty("next").GetInt64();
        var second = (await host.GetAsync($"/v1/rooms/{room}/messages?limit=2&before={next}", ann)).Expect(HttpStatusCode.OK).Json;

        Assert.Equal(["m2", "m1"], first.GetProperty("messages").EnumerateArray().Select(one => one.GetProperty("text").GetString()));
        var last = Assert.Single(second.GetProperty("messages").EnumerateArray());
        Assert.Equal(("m0", "text", "ann", 0), (last.GetProperty("text").GetString(), last.GetProperty("type").GetString(), last.GetProperty("user").GetString(), last.GetProperty("data").GetProperty("n").GetInt32()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Recall_ByItsAuthor_LeavesTheNumberWithoutText()
    {
        var ann = await host.TokenAsync();
        var room = await silo.RoomAsync(ann);
        var seq = (await host.PostAsync($"/v1/rooms/{room}/messages", ann, new { text = "oops" })).Json.GetProperty("seq").GetInt64();

        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/messages/{seq}", ann)).Expect(HttpStatusCode.NoContent);
        var message = (await host.GetAsync($"/v1/rooms/{room}/messages", ann)).Json.GetProperty("messages")[0];

        Assert.Equal(seq, message.GetProperty("seq").GetInt64());
        Assert.True(message.GetProperty("recalled").GetBoolean());
        Assert.False(message.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task Recall_OfSomebodyElses_IsForbidden()
    {
        var ann = await host.TokenAsync();
        var room = await silo.RoomAsync(ann);
        var seq = (await host.PostAsync($"/v1/rooms/{room}/messages", ann, new { text = "mine" })).Json.GetProperty("seq").GetInt64();

        var answer = await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}/messages/{seq}", await host.TokenAsync("bob", "user"));

        answer.AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Recall_WhatIsNoMessage_IsNotFound()
    {
        var ann = await host.TokenAsync();

        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{await silo.RoomAsync(ann)}/messages/1", ann)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.MessageNotFound);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("before=-1")]
    [InlineData("types=message,whisper")]
    [InlineData("before=x")]
    public async Task Messages_BadQuery_IsInvalid(string query) =>
        (await host.GetAsync($"/v1/rooms/r/messages?{query}", await host.TokenAsync())).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
}
