using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rooms.Gateway.Tests.Files;
using Rooms.Gateway.Tests.Support;
using Rooms.Wire.Files;

namespace Rooms.Gateway.Tests.Compat.WebIm;

/// <summary>Contract section 5: pictures of webim's pages.</summary>
public sealed class WebImUploadTests(WebImHost host) : IClassFixture<WebImHost>
{
    [Fact]
    public async Task Upload_From2019_AnswersThePictureAndASmallOne()
    {
        var answer = (await SendAsync("/upload", "photo", SampleFiles.Png)).Expect(HttpStatusCode.OK).Json;

        Assert.Equal((0, ""), (answer.GetProperty("code").GetInt32(), answer.GetProperty("msg").GetString()));
        var picture = JsonDocument.Parse(answer.GetProperty("data").GetString()!).RootElement;
        await AssertServedAsync(picture);
    }

    [Fact]
    public async Task Upload_From2017_AnswersThePictureAndASmallOne() =>
        await AssertServedAsync((await SendAsync("/page/upload", "Filedata", SampleFiles.Png)).Expect(HttpStatusCode.OK).Json);

    // What a page does with the answer: it has to fit into a message.
    [Fact]
    public async Task Upload_ItsAnswer_IsAMessageOfTheTypeImage()
    {
        await using var ann = await host.LoginAsync("ann");
        await using var bob = await host.LoginAsync("bob");
        var picture = (await SendAsync("/page/upload", "Filedata", SampleFiles.Png)).Text;

        await ann.SendAsync(new { cmd = "message", from = ann.Fd, channal = 0, data = picture, type = "image" });

        Assert.Equal("image", (await bob.HearAsync(picture)).GetProperty("type").GetString());
    }

    // Nothing that a decoder understands behind its first bytes.
    [Fact]
    public async Task Upload_OfAPictureThatCannotBeMadeSmall_StandsForItself()
    {
        var picture = (await SendAsync("/page/upload", "Filedata", SampleFiles.Gif, "image/gif")).Expect(HttpStatusCode.OK).Json;

        Assert.Equal(picture.GetProperty("url").GetString(), picture.GetProperty("thumb").GetString());
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("%PDF-1.7\n%%EOF")]
    public async Task Upload_OfWhatIsNoPicture_FailsAsThere(string text)
    {
        var second = (await SendAsync("/upload", "photo", Encoding.UTF8.GetBytes(text), "application/octet-stream")).Expect(HttpStatusCode.OK).Json;
        var first = (await SendAsync("/page/upload", "Filedata", Encoding.UTF8.GetBytes(text), "application/octet-stream")).Expect(HttpStatusCode.OK);

        Assert.Equal(("上传失败，请重新上传！ Error:file_type_refused", 0, 415), (second.GetProperty("msg").GetString(), second.GetProperty("data").GetArrayLength(), second.GetProperty("code").GetInt32()));
        Assert.Equal("上传失败，请重新上传！ Error:file_type_refused", first.Text);
    }

    [Fact]
    public async Task Upload_WithoutAFile_IsRefused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await host.PostAsync("/upload", null, ("photo", "text"))).Status);
        Assert.Equal((HttpStatusCode.BadRequest, "Bad Request\n"), await host.PostAsync("/page/upload", null) is var answer ? (answer.Status, answer.Text) : default);
    }

    [Fact]
    public async Task Upload_OfAMutedClient_Fails_AndOfNobodyElse()
    {
        var cookie = (await host.PostAsync("/websocket/connect", null)).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await host.PostAsync("/websocket/pub", cookie, ("message", """{"cmd":"login","name":"loud","avatar":""}"""));
        var login = JsonDocument.Parse((await host.PostAsync("/websocket/sub", cookie)).Json.GetProperty("data").GetString()!).RootElement;
        var backend = await host.Host.TokenAsync("boss", "backend");
        var muted = $"/v1/rooms/{WebImHost.Room}/mutes/webim.{login.GetProperty("fd").GetString()}";
        (await host.Host.SendAsync(HttpMethod.Put, muted, backend, new { minutes = 5, reason = "loud" })).Expect(HttpStatusCode.NoContent);

        var refused = (await SendAsync("/upload", "photo", SampleFiles.Png, cookie: cookie)).Json;

        Assert.EndsWith("Error:muted", refused.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await SendAsync("/upload", "photo", SampleFiles.Png)).Json.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Link_WithoutItsSignature_IsRefused()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{host.Port}/v1/files/x?app=shop&room={WebImHost.Room}&token=ffffffff.AAAAAAAAAAAAAAAAAAAAAA"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<Answer> SendAsync(string path, string field, byte[] bytes, string type = "image/png", string? cookie = null)
    {
        using var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{host.Port}{path}") { Content = new MultipartFormDataContent { { part, field, "pan.png" } } };
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var response = await http.SendAsync(request);
        Assert.Equal("https://chat.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        return await Answer.ReadAsync(response);
    }

    private static async Task AssertServedAsync(JsonElement picture)
    {
        using var http = new HttpClient();
        using var small = await http.GetAsync(picture.GetProperty("thumb").GetString());
        PictureSize.TryRead(FileKind.Jpeg, await small.Content.ReadAsByteArrayAsync(), out var size);

        Assert.Equal(SampleFiles.Png, await http.GetByteArrayAsync(picture.GetProperty("url").GetString()));
        Assert.Equal("image/jpeg", small.Content.Headers.ContentType?.ToString());
        Assert.Equal((136, 136), (size.Width, size.Height));
    }
}
