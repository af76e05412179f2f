using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Sessions;

/// <summary>
/// Opens, believes and ends console sessions. A session lives in its cookie, sealed with a key out of the admin secret, so a restart ends none; one
/// that was signed out of is remembered here until it would have expired.
/// </summary>
internal sealed class ConsoleSessions(Apps apps, IOptions<AdminOptions> admin, IOptionsMonitor<TokensOptions> tokens, TimeProvider time)
{
    private const string Purpose = "console session";
    private const string CsrfPurpose = "console csrf";

    // 64 bits tell secrets apart, and help nobody to guess one of 256.
    private const int ProofBytes = 8;

    private const int IdBytes = 16;

    private readonly EndedIds ended = new(time);

    /// <summary>The roles of somebody who brings an app's own secret.</summary>
    public const Roles AppRoles = Roles.Admin | Roles.Anchor | Roles.User;

    public bool AreServed => admin.Value.Secret.Length > 0;

    public ConsoleSession OpenForOperator(HttpContext context, string user) => Open(context, null, user, Roles.Operator, Fingerprint(admin.Value.Secret));

    public ConsoleSession OpenForApp(HttpContext context, string app, string user, string secret) => Open(context, app, user, AppRoles, Fingerprint(secret));

    /// <summary>For somebody whom the identity provider knows.</summary>
    public ConsoleSession OpenVouched(HttpContext context, string? app, string user, Roles roles) => Open(context, app, user, roles, null);

    /// <summary>Null: no session, or none that is believed.</summary>
    public ConsoleSession? Read(HttpRequest request)
    {
        if (SessionCookies.ReadSession(request) is not { Length: > 0 } cookie) return null;
        if (!SealedText.TryOpen(cookie, admin.Value.Secret, Purpose, out var text)) return null;
        var session = JsonSerializer.Deserialize(text, SessionJson.Default.ConsoleSession)!;
        if (session.Expiry <= time.GetUtcNow().ToUnixTimeSeconds() || ended.Contains(session.Id)) return null;
        return IsStillProven(session) ? session : null;
    }

    public void End(HttpContext context, ConsoleSession session)
    {
        ended.TryEnd(session.Id, session.Expiry);
        SessionCookies.DropSession(context);
    }

    /// <summary>What a page of ours must send along with a command: another site's page cannot read it.</summary>
    public string CsrfToken(ConsoleSession session) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(admin.Value.Secret), Encoding.UTF8.GetBytes($"{CsrfPurpose}|{session.Id}")));

    private ConsoleSession Open(HttpContext context, string? app, string user, Roles roles, string? proof)
    {
        var expiresAt = time.GetUtcNow() + tokens.CurrentValue.Lifetime;
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        var session = new ConsoleSession(id, app, user, roles, expiresAt.ToUnixTimeSeconds(), proof);
        SessionCookies.WriteSession(context, SealedText.Seal(JsonSerializer.Serialize(session, SessionJson.Default.ConsoleSession), admin.Value.Secret, Purpose), expiresAt);
        return session;
    }

    private bool IsStillProven(ConsoleSession session)
    {
        if (session.App is null) return session.Proof is null || session.Proof == Fingerprint(admin.Value.Secret);
        if (!apps.TryFind(session.App, out var app)) return false;
        return session.Proof is null || session.Proof == Fingerprint(app.Options.Secret) || session.Proof == Fingerprint(app.Options.Secret2);
    }

    private static string Fingerprint(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, ProofBytes));
}
