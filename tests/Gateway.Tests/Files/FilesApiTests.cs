using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Rooms.Contracts;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Files;

public sealed class FilesApiTests(FileHost files) : IClassFixture<FileHost>
{
    private readonly GatewayHost host = files.Host;

    [Fact]
    public async Task Upload_ByAMember_IsReadByItsLinkWithoutAToken()
    {
        var answer = (await files.SendAsync(SampleFiles.Png, query: "?name=pan.png", token: await files.MemberAsync("bob"))).Expect(HttpStatusCode.Created).Json;

        using var response = await host.Client.GetAsync(answer.GetProperty("url").GetString());
        Assert.Equal(("pan.png", "image/png", SampleFiles.Png.Length), (answer.GetProperty("name").GetString(), answer.GetProperty("type").GetString(), answer.GetProperty("size").GetInt32()));
        Assert.Equal(SampleFiles.Png, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("inline; filename=pan.png; filename*=UTF-8''pan.png", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("sandbox;", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.NotNull(response.Headers.ETag);
    }

    [Fact]
    public async Task Link_RangeAndETag_AreServed()
    {
        var url = await UploadAsync(SampleFiles.Mp4, "video/mp4");
        using var whole = await host.Client.GetAsync(url);

        using var range = await RequestAsync(url, request => request.Headers.Range = new RangeHeaderValue(4, 7));
        using var unchanged = await RequestAsync(url, request => request.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        using var beyond = await RequestAsync(url, request => request.Headers.Range = new RangeHeaderValue(1000, 1001));

        Assert.Equal((HttpStatusCode.PartialContent, "ftyp"), (range.StatusCode, await range.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task Upload_OfAForm_TakesTheOneFileAndLetsFieldsBe()
    {
        using var form = new MultipartFormDataContent { { new StringContent("1"), "user" }, { Part(SampleFiles.Png, "image/png"), "file", "Kräuter.png" }, { new StringContent("2"), "more" } };

        var answer = (await files.SendFormAsync(form)).Expect(HttpStatusCode.Created).Json;

        Assert.Equal("Kräuter.png", answer.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Upload_OfAFormWithTwoFiles_IsInvalidAndKeepsNothing()
    {
        var before = files.Kept().Length;
        using var form = new MultipartFormDataContent { { Part(SampleFiles.Png, "image/png"), "a", "a.png" }, { Part(SampleFiles.Png, "image/png"), "b", "b.png" } };

        (await files.SendFormAsync(form)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

        Assert.Equal(before, files.Kept().Length);
    }

    [Fact]
    public async Task Upload_OfManySmallParts_IsInvalid()
    {
        using var form = new MultipartFormDataContent();
        for (var i = 0; i < 1000; i++) form.Add(new StringContent("x"), $"field{i}");

        (await files.SendFormAsync(form)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    [Fact]
    public async Task Upload_OfAFieldAsLargeAsAFile_IsInvalid()
    {
        using var form = new MultipartFormDataContent { { new StringContent(new string('x', 100_000)), "field" }, { Part(SampleFiles.Png, "image/png"), "file", "a.png" } };

        (await files.SendFormAsync(form)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);
    }

    [Theory]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=\"\"", "an empty one")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=f; filename=a.gif\r\n\r\nGIF89a\u0001\0\u0001\0 and no end")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "nothing of the kind")]
    public async Task Upload_OfAFormThatIsNone_IsInvalid(string type, string body) =>
        (await files.SendAsync(Encoding.UTF8.GetBytes(body), type)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Theory]
    [InlineData("image/png", "<html><script>alert(1)</script></html>")]
    [InlineData("text/html", "<html><script>alert(1)</script></html>")]
    [InlineData("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("application/javascript", "alert(1)")]
    [InlineData("application/zip", "PK\u0003\u0004")]
    [InlineData("image/png", "GIF89a\u0001\0\u0001\0")]
    [InlineData("text/html", "GIF89a\u0001\0\u0001\0<script>")]
    [InlineData("image/gif", "GIF")]
    public async Task Upload_BytesAreNotOfATypeThatIsTaken_IsRefused(string declared, string text)
    {
        var before = files.Kept().Length;

        (await files.SendAsync(Encoding.UTF8.GetBytes(text), declared)).AssertProblem(HttpStatusCode.UnsupportedMediaType, ErrorCodes.FileTypeRefused);

        Assert.Equal(before, files.Kept().Length);
    }

    [Fact]
    public async Task Upload_PictureOfMorePixelsThanAPhoneHasMemory_IsRefused() =>
        (await files.SendAsync(SampleFiles.Bomb, "image/gif")).AssertProblem(HttpStatusCode.UnsupportedMediaType, ErrorCodes.FileTypeRefused);

    [Fact]
    public async Task Upload_Compressed_IsRefused()
    {
        var content = new ByteArrayContent([0x1F, 0x8B, 8]);
        content.Headers.ContentEncoding.Add("gzip");

        (await host.SendAsync(HttpMethod.Post, $"/v1/rooms/{files.Room}/files", files.Ann, content)).AssertProblem(HttpStatusCode.UnsupportedMediaType, ErrorCodes.FileTypeRefused);
    }

    [Fact]
    public async Task Upload_OfNothing_IsInvalid() => (await files.SendAsync([])).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Upload_LargerThanAJsonBodyMayBe_IsTaken() => await UploadAsync(SampleFiles.Large(1 << 20), "image/gif");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_LargerThanAFileMayBe_IsRefused(bool isAnnounced)
    {
        var before = files.Kept().Length;
        using HttpContent content = isAnnounced ? new ByteArrayContent(SampleFiles.Large(11 << 20)) : new StreamContent(new Unannounced(SampleFiles.Large(11 << 20)));
        content.Headers.ContentType = new("image/gif");

        var answer = await host.SendAsync(HttpMethod.Post, $"/v1/rooms/{files.Room}/files", files.Ann, content);

        answer.AssertProblem(HttpStatusCode.RequestEntityTooLarge, ErrorCodes.FileTooLarge);
        Assert.Equal(before, files.Kept().Length);
    }

    [Theory]
    [InlineData("../../../etc/passwd", "passwd.png")]
    [InlineData("..\\..\\boot.ini", "boot.ini.png")]
    [InlineData("evil.html", "evil.html.png")]
    [InlineData("..", "file.png")]
    [InlineData("", "file.png")]
    [InlineData("a\r\nSet-Cookie: x.png", "aSet-Cookie x.png")]
    [InlineData("gpj.exe\u202E.png", "gpj.exe.png")]
    [InlineData("\"quoted\".PNG", "quoted.PNG")]
    public async Task Upload_NameWithTricks_IsALineOfText(string given, string wanted)
    {
        var answer = (await files.SendAsync(SampleFiles.Png, query: $"?name={Uri.EscapeDataString(given)}")).Expect(HttpStatusCode.Created).Json;

        Assert.Equal(wanted, answer.GetProperty("name").GetString());
        Assert.All(files.Kept(), file => Assert.StartsWith(files.Folder, Path.GetFullPath(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upload_SameIdempotencyKey_IsOneFile()
    {
        var key = ("Idempotency-Key", "upload-1");

        var first = (await files.SendAsync(SampleFiles.Png, headers: key)).Expect(HttpStatusCode.Created).Json;
        var again = (await files.SendAsync(SampleFiles.Png, headers: key)).Expect(HttpStatusCode.Created).Json;
        var other = await files.SendAsync(SampleFiles.Gif, "image/gif", headers: key);

        Assert.Equal(first.GetProperty("fileId").GetString(), again.GetProperty("fileId").GetString());
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.IdempotencyKeyReused);
    }

    [Fact]
    public async Task Upload_ByAStranger_IsForbidden() =>
        (await files.SendAsync(SampleFiles.Png, token: await host.TokenAsync("eve", "user"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);

    [Fact]
    public async Task Upload_ByAMutedMember_IsRefused_WhoStillReadsFiles()
    {
        var muted = await files.MemberAsync("mutty");
        var id = IdOf(await UploadAsync(SampleFiles.Png, "image/png"));
        (await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{files.Room}/mutes/mutty", files.Ann, new { minutes = 5, reason = "r" })).Expect(HttpStatusCode.NoContent);

        (await files.SendAsync(SampleFiles.Png, token: muted)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Muted);

        (await host.GetAsync($"/v1/rooms/{files.Room}/files/{id}", muted)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Upload_ByABannedMember_IsRefused_AndSoIsAFreshLink()
    {
        var banned = await files.MemberAsync("banny");
        var id = IdOf(await UploadAsync(SampleFiles.Png, "image/png"));
        (await host.SendAsync(HttpMethod.Put, $"/v1/rooms/{files.Room}/bans/banny", files.Ann, new { minutes = 5, reason = "r" })).Expect(HttpStatusCode.NoContent);

        (await files.SendAsync(SampleFiles.Png, token: banned)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Banned);
        (await host.GetAsync($"/v1/rooms/{files.Room}/files/{id}", banned)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Banned);
    }

    [Theory]
    [InlineData("backend")]
    [InlineData("admin")]
    [InlineData("anchor")]
    [InlineData("agent")]
    public async Task Upload_ByARoleOfTheApp_IsTaken(string role) =>
        (await files.SendAsync(SampleFiles.Png, token: await host.TokenAsync("somebody", role))).Expect(HttpStatusCode.Created);

    [Fact]
    public async Task Upload_IntoNoRoom_IsNotFound() =>
        (await host.SendAsync(HttpMethod.Post, "/v1/rooms/nowhere/files", files.Ann, new ByteArrayContent(SampleFiles.Png))).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.RoomNotFound);

    [Fact]
    public async Task Upload_IntoAClosedRoom_IsRefused_AndItsFilesAreStillThere()
    {
        var room = (await host.PostAsync("/v1/rooms", files.Ann, new { scene = "live", name = "n" })).Json.GetProperty("id").GetString();
        var sent = await host.SendAsync(HttpMethod.Post, $"/v1/rooms/{room}/files", files.Ann, Part(SampleFiles.Png, "image/png"));
        await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}", files.Ann);

        var late = await host.SendAsync(HttpMethod.Post, $"/v1/rooms/{room}/files", files.Ann, Part(SampleFiles.Png, "image/png"));

        late.AssertProblem(HttpStatusCode.Conflict, ErrorCodes.RoomClosed);
        (await host.GetAsync(sent.Json.GetProperty("url").GetString()!)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task FreshLink_IsForMembersOnly()
    {
        var id = IdOf(await UploadAsync(SampleFiles.Png, "image/png"));
        var path = $"/v1/rooms/{files.Room}/files/{id}";

        var fresh = (await host.GetAsync(path, await files.MemberAsync("carl"))).Expect(HttpStatusCode.OK).Json;

        (await host.GetAsync(fresh.GetProperty("url").GetString()!)).Expect(HttpStatusCode.OK);
        (await host.GetAsync(path, await host.TokenAsync("eve", "user"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await host.GetAsync($"/v1/rooms/{files.Room}/files/none", files.Ann)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.FileNotFound);
    }

    [Fact]
    public async Task Remove_ByWhoSentIt_EndsItsLinks()
    {
        var bob = await files.MemberAsync("bob");
        var url = (await files.SendAsync(SampleFiles.Png, token: bob)).Expect(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
        var path = $"/v1/rooms/{files.Room}/files/{IdOf(url)}";

        (await host.SendAsync(HttpMethod.Delete, path, await files.MemberAsync("carl"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await host.GetAsync(url)).Expect(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Delete, path, bob)).Expect(HttpStatusCode.NoContent);
        (await host.GetAsync(url)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.FileNotFound);
        (await host.SendAsync(HttpMethod.Delete, path, bob)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.FileNotFound);
    }

    [Fact]
    public async Task Erase_OfAUser_TakesTheFilesThatTheUserSent_AndNobodyElses()
    {
        var dora = await files.MemberAsync("dora");
        var url = (await files.SendAsync(SampleFiles.Png, token: dora)).Expect(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
        var other = await UploadAsync(SampleFiles.Gif, "image/gif");
        var exported = (await host.GetAsync("/v1/users/dora/export", dora)).Json.GetProperty("files");

        var answer = await host.SendAsync(HttpMethod.Delete, "/v1/users/dora", dora);

        Assert.Equal([IdOf(url)], exported.EnumerateArray().Select(file => file.GetProperty("fileId").GetString()));
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, answer.Text);
        (await host.GetAsync(url)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.FileNotFound);
        (await host.GetAsync(other)).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(files.Kept(), file => file.Contains(IdOf(url), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erase_OfAUserByAnother_IsForbidden_AndTakesNoFile()
    {
        var emil = await files.MemberAsync("emil");
        var url = (await files.SendAsync(SampleFiles.Png, token: emil)).Expect(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;

        (await host.SendAsync(HttpMethod.Delete, "/v1/users/emil", await files.MemberAsync("carl"))).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);

        (await host.GetAsync(url)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("token=")]
    [InlineData("token=ffffffff.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public async Task Link_WithoutItsSignature_IsRefused(string token)
    {
        var id = IdOf(await UploadAsync(SampleFiles.Png, "image/png"));

        (await host.GetAsync($"/v1/files/{id}?app=shop&room={files.Room}&{token}")).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.SignatureInvalid);
    }

    [Fact]
    public async Task Link_OfAnotherFileRoomOrApp_IsRefused()
    {
        var url = await UploadAsync(SampleFiles.Png, "image/png");
        var token = url[(url.IndexOf("token=", StringComparison.Ordinal) + 6)..];

        foreach (var path in new[] { $"/v1/files/other?app=shop&room={files.Room}", $"/v1/files/{IdOf(url)}?app=shop&room=other", $"/v1/files/{IdOf(url)}?app=other&room={files.Room}", $"/v1/files/{IdOf(url)}?app=..&room={files.Room}", $"/v1/files/{IdOf(url)}?app=%2Fetc&room=x" })
            (await host.GetAsync($"{path}&token={token}")).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.SignatureInvalid);
    }

    private async Task<string> UploadAsync(byte[] bytes, string type) =>
        (await files.SendAsync(bytes, type)).Expect(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;

    private async Task<HttpResponseMessage> RequestAsync(string url, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        change(request);
        return await host.Client.SendAsync(request);
    }

    private static string IdOf(string url) => new Uri(url).Segments[^1];

    private static ByteArrayContent Part(byte[] bytes, string type)
    {
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new(type);
        return part;
    }

    // Without a length, so that it is sent in chunks.
    private sealed class Unannounced(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
