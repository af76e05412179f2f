using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Rooms.EndToEnd.Tests.Browser;

namespace Rooms.EndToEnd.Tests.Phone;

/// <summary>What a phone gets from <c>./rooms up --phone</c>.</summary>
[Collection(Chromium.Collection)]
public sealed class PhoneTests(Chromium chromium, PhoneHost phone) : IClassFixture<PhoneHost>
{
    [Fact]
    public async Task Up_Invitation_ShowsAPhoneMovingPicturesWithoutASignIn()
    {
        var page = await chromium.OpenAsync(390, 844, acceptsAnyCertificate: true);
        var faults = new PageFaults(page);

        await page.GotoAsync(phone.Invitation.ToString());

        var picture = await Pictures.OtherThanAsync(page, "[data-room=demo-1] .picture", 0);
        await Pictures.OtherThanAsync(page, "[data-room=demo-1] .picture", picture);
        await page.Locator("[data-room=demo-1]").ClickAsync();
        await page.Locator(".stage[data-state=live]").WaitForAsync();
        await Pictures.OtherThanAsync(page, ".stage video", 0);
        await Viewing.AssertFitsAsync(page);
        Assert.Equal("phone", await page.EvaluateAsync<string>("() => JSON.parse(sessionStorage.getItem('rooms.session')).user"));
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Apps" }).CountAsync());
        Assert.DoesNotContain("phone=", page.Url, StringComparison.Ordinal);
        await Pictures.KeepAsync(page, "phone");
        faults.AssertNone();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Up_CertificateInTheDataDirectory_IsForTheAddress()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(phone.Host.DataDirectory, "phone.pem"));
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });

        using var answer = await http.GetAsync(new Uri(phone.Invitation, "/health/live"));

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(phone.Host.DataDirectory, "phone.key")));
    }

    // From elsewhere, as the header of a proxy says: this machine itself needs no key.
    [Theory]
    [InlineData("", 404)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA", 404)]
    [InlineData(null, 200)]
    public async Task Session_FromElsewhere_NeedsTheKey(string? key, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/demo/session");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("Phone-Key", key ?? phone.Invitation.Fragment["#phone=".Length..]);

        using var answer = await phone.Host.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status != 200) return;
        var session = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("phone", (string?)session["user"]);
        Assert.Equal("anchor", (string?)Assert.Single(session["roles"]!.AsArray()));
        Assert.Null(session["operatorToken"]);
    }
}
