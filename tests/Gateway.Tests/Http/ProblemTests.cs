using System.Net;
using System.Text;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Http;

/// <summary>What cannot be answered, and what a stranger may send, over fake grains: none of it reaches one.</summary>
public sealed class ProblemTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly GatewayHost host = shared.Host;
    private readonly string token = shared.Token;

    [Fact]
    public async Task Get_UnknownAddress_IsNotFound() => (await host.GetAsync("/v1/nothing", token)).AssertProblem(HttpStatusCode.NotFound, "not_found");

    [Fact]
    public async Task Put_AddressWithoutThatMethod_NamesTheOnesThereAre()
    {
        var answer = await host.SendAsync(HttpMethod.Put, "/v1/rooms", token, new { });

        answer.AssertProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        Assert.Contains("POST", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_BodyIsAForm_IsUnsupported()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("scene", "live")]);

        (await host.SendAsync(HttpMethod.Post, "/v1/rooms", token, form)).AssertProblem(HttpStatusCode.UnsupportedMediaType, "media_type_unsupported");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{} {}")]
    [InlineData("\u0000")]
    public async Task Post_BodyIsNoJsonObject_IsInvalid(string body) =>
        (await host.PostAsync("/v1/rooms", token, body)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Post_BodyNestedTooDeep_IsInvalid() =>
        (await host.PostAsync("/v1/rooms", token, $$"""{"custom": {{new string('[', 10_000)}}}""")).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Post_BodyIsNoUtf8_IsInvalid()
    {
        using var content = new ByteArrayContent([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D]);
        content.Headers.ContentType = new("application/json");

        (await host.SendAsync(HttpMethod.Post, "/v1/rooms", token, content)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    [Theory]
    [InlineData("""{"scene": 5, "name": "x"}""", "scene")]
    [InlineData("""{"scene": "live", "name": ["x"]}""", "name")]
    [InlineData("""{"scene": "theatre", "name": "x"}""", "scene")]
    [InlineData("""{"scene": "1", "name": "x"}""", "scene")]
    [InlineData("""{"scene": "live"}""", "name")]
    [InlineData("""{"scene": "live", "name": "x", "custom": [1]}""", "custom")]
    [InlineData("""{"scene": "live", "name": "x", "custom": "text"}""", "custom")]
    public async Task Post_FieldIsWrong_NamesTheField(string body, string field)
    {
        var answer = await host.PostAsync("/v1/rooms", token, body);

        answer.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
        Assert.StartsWith(field, answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("😀")]
    [InlineData("")]
    [InlineData("a b")]
    public async Task Post_IdIsNone_IsInvalid(string id) => await AssertIdRefused(id);

    [Fact]
    public async Task Post_IdOf300Characters_IsInvalid() => await AssertIdRefused(new string('x', 300));

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("a%20b")]
    public async Task Get_IdInThePathIsNone_IsNotFound(string id) =>
        (await host.GetAsync($"/v1/rooms/{id}", token)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.RoomNotFound);

    [Fact]
    public async Task Get_IdInThePathOf300Characters_IsNotFound() =>
        (await host.GetAsync($"/v1/rooms/{new string('x', 300)}", token)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.RoomNotFound);

    [Theory]
    [InlineData("/v1/rooms?limit=0", "limit")]
    [InlineData("/v1/rooms?limit=101", "limit")]
    [InlineData("/v1/rooms?limit=many", "limit")]
    [InlineData("/v1/rooms?scene=theatre", "scene")]
    [InlineData("/v1/rooms?status=gone", "status")]
    [InlineData("/v1/rooms/r1/events?wait=31", "wait")]
    [InlineData("/v1/rooms/r1/events?wait=-1", "wait")]
    [InlineData("/v1/rooms/r1/events?limit=0", "limit")]
    [InlineData("/v1/rooms/r1/events?after=-1", "after")]
    [InlineData("/v1/rooms/r1/events?after=99999999999999999999", "after")]
    [InlineData("/v1/streams?ids=a%2Fb", "ids")]
    public async Task Get_QueryIsOutOfRange_NamesIt(string path, string name)
    {
        var answer = await host.GetAsync(path, token);

        answer.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
        Assert.Contains(name, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_More200Streams_IsInvalid() =>
        (await host.GetAsync($"/v1/streams?ids={string.Join(',', Enumerable.Range(0, 201))}", token)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Post_IdempotencyKeyOf65Characters_IsInvalid() =>
        (await host.PostAsync("/v1/rooms/r1/likes", token, new { }, ("Idempotency-Key", new string('k', 65)))).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Post_BodyOf10Megabytes_IsTooLarge()
    {
        using var content = new StringContent(new string(' ', 10 * 1024 * 1024), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/rooms") { Content = content };
        request.Headers.ExpectContinue = true;

        using var response = await host.Client.SendAsync(request);

        (await Answer.ReadAsync(response)).AssertProblem(HttpStatusCode.RequestEntityTooLarge, ErrorCodes.BodyTooLarge);
    }

    [Fact]
    public async Task Post_BodyThatHidesItsLength_IsCutOffAtTheLimit()
    {
        using var content = new StreamContent(new MemoryStream(new byte[65_537]));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/rooms") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", token);

        using var response = await host.Client.SendAsync(request);

        (await Answer.ReadAsync(response)).AssertProblem(HttpStatusCode.RequestEntityTooLarge, ErrorCodes.BodyTooLarge);
    }

    [Fact]
    public async Task Get_WithoutToken_IsUnauthorized()
    {
        var answer = await host.GetAsync("/v1/rooms");

        answer.AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Get_TokenInTheQuery_IsUnauthorized() =>
        (await host.GetAsync($"/v1/rooms?token={token}&access_token={token}")).AssertProblem(HttpStatusCode.Unauthorized, ErrorCodes.TokenInvalid);

    [Fact]
    public async Task Get_GrainFails_IsInternalAndTellsNothing()
    {
        var answer = await host.GetAsync("/v1/rooms", token);

        answer.AssertProblem(HttpStatusCode.InternalServerError, "internal");
        Assert.DoesNotContain("fake", answer.Text, StringComparison.Ordinal);
    }

    private async Task AssertIdRefused(string id)
    {
        var answer = await host.PostAsync("/v1/rooms", token, new { scene = "live", name = "x", id });

        answer.AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
        Assert.StartsWith("id", answer.Detail, StringComparison.Ordinal);
    }
}
