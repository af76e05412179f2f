using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Rooms.Gateway.Tests.Support;

/// <summary>What the gateway answered.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string? Code => Json.GetProperty("code").GetString();

    public string Detail => Json.GetProperty("detail").GetString() ?? "";

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());

    /// <summary>A problem of this status and code, whole and well formed.</summary>
    public void AssertProblem(HttpStatusCode status, string code)
    {
        Assert.True(status == Status, $"wanted {status} {code}, got {Status}: {Text}");
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        Assert.Equal(code, Code);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        foreach (var member in new[] { "type", "title", "detail", "traceId" }) Assert.NotEmpty(Json.GetProperty(member).GetString()!);
    }

    public Answer Expect(HttpStatusCode status)
    {
        Assert.True(status == Status, $"wanted {status}, got {Status}: {Text}");
        return this;
    }
}
