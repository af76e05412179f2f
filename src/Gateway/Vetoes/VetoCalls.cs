using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Vetoes;

/// <summary>
/// Asks an app's backend before something happens, for every surface alike: REST, sockets and the compatible ones call it before the grain. Refusals have
/// the code <c>vetoed</c> (files: <c>file_refused</c>) and the backend's reason. An app without the hook is answered at once.
/// </summary>
internal sealed partial class VetoCalls(Apps apps, OutgoingCalls calls, VetoMetrics metrics, TimeProvider time, ILogger<VetoCalls> logger)
{
    private const int MaxText = 4_000;
    private const string NoReason = "the app does not allow it";

    private readonly ConcurrentDictionary<(string App, VetoKind Kind), VetoGate> gates = new();

    /// <summary>False: the app wants no such question, so that nobody needs to know what would stand in it.</summary>
    public bool IsAsked(string app, VetoKind kind) => HookOf(app, kind) is not null;

    public async ValueTask<Outcome<Done>> JoinAsync(Caller caller, string room, JoinRoom command, CancellationToken cancellation) =>
        ToOutcome(await AskAsync(VetoKind.Join, new VetoSubject(caller.App, room, command.User ?? caller.User), json =>
        {
            if (command.Role is not null) json.WriteString("role", command.Role);
        }, cancellation));

    public async ValueTask<Outcome<Done>> GiftAsync(Caller caller, string room, SendGift command, CancellationToken cancellation) =>
        ToOutcome(await AskAsync(VetoKind.Gift, new VetoSubject(caller.App, room, command.From ?? caller.User), json =>
        {
            json.WriteString("gift", command.Gift);
            json.WriteNumber("count", command.Count);
            if (command.OrderId is not null) json.WriteString("orderId", command.OrderId);
            if (command.To is not null) json.WriteString("to", command.To);
        }, cancellation));

    /// <summary>Answers the message as it may be sent: perhaps with another text.</summary>
    public async ValueTask<Outcome<SendMessage>> MessageAsync(Caller caller, string room, SendMessage command, CancellationToken cancellation)
    {
        var veto = await AskAsync(VetoKind.Message, new VetoSubject(caller.App, room, caller.User), json =>
        {
            json.WriteString("type", command.Type);
            if (command.Text is not null) json.WriteString("text", command.Text);
            if (command.Data is null) return;
            json.WritePropertyName("data");
            json.WriteRawValue(command.Data);
        }, cancellation);
        if (!veto.IsAllowed) return Refusal.Of<SendMessage>(ErrorCodes.Vetoed, veto.Reason ?? NoReason);
        return veto.Replace is { } text ? command with { Text = text } : command;
    }

    public async ValueTask<Outcome<Done>> PublishAsync(VetoSubject subject, string streamId, string protocol, string address, CancellationToken cancellation) =>
        ToOutcome(await AskAsync(VetoKind.Publish, subject, json =>
        {
            json.WriteString("streamId", streamId);
            json.WriteString("protocol", protocol);
            json.WriteString("address", address);
        }, cancellation));

    public async ValueTask<Outcome<Done>> PlayAsync(Caller caller, string room, string streamId, CancellationToken cancellation) =>
        ToOutcome(await AskAsync(VetoKind.Play, new VetoSubject(caller.App, room, caller.User), json => json.WriteString("streamId", streamId), cancellation));

    /// <summary><paramref name="data"/> writes what the scanner is told of the file; called only where there is one to tell.</summary>
    public async ValueTask<Outcome<Done>> FileAsync(Caller caller, string room, Action<Utf8JsonWriter> data, CancellationToken cancellation) =>
        ToOutcome(await AskAsync(VetoKind.File, new VetoSubject(caller.App, room, caller.User), data, cancellation), ErrorCodes.FileRefused);

    private static Outcome<Done> ToOutcome(Veto veto, string code = ErrorCodes.Vetoed) => veto.IsAllowed ? Done.Value : Refusal.Of<Done>(code, veto.Reason ?? NoReason);

    private ValueTask<Veto> AskAsync(VetoKind kind, VetoSubject subject, Action<Utf8JsonWriter> data, CancellationToken cancellation)
    {
        if (HookOf(subject.App, kind) is not var (app, hook)) return ValueTask.FromResult(Veto.None);
        return new ValueTask<Veto>(AskAsync(kind, subject, app, hook, data, cancellation));
    }

    private (AppOptions App, HookOptions Hook)? HookOf(string name, VetoKind kind) =>
        apps.TryFind(name, out var app) && app.Options.Hooks.Of(kind) is { Url.Length: > 0 } hook ? (app.Options, hook) : null;

    private async Task<Veto> AskAsync(
        VetoKind kind, VetoSubject subject, AppOptions app, HookOptions hook, Action<Utf8JsonWriter> data, CancellationToken cancellation)
    {
        var gate = gates.GetOrAdd((subject.App, kind), _ => new VetoGate(time));
        var began = time.GetTimestamp();
        if (!gate.TryEnter()) return Failed(kind, hook, "unasked", began);
        try
        {
            if (!gate.Breaker.MayAsk()) return Failed(kind, hook, "unasked", began);
            var id = $"hook/{Guid.NewGuid():N}";
            var question = VetoQuestions.Write(id, kind, time.GetUtcNow(), subject, data);
            var wait = TimeSpan.FromMilliseconds(hook.TimeoutMilliseconds);
            var answer = await calls.PostAsync(new Uri(hook.Url), id, app.Webhooks.Secrets, question, wait, cancellation);
            if (VetoAnswer.TryRead(answer) is { } veto && veto.Replace is not { Length: > MaxText }) return Answered(kind, gate, veto, began);
            if (gate.Breaker.Failed()) LogDown(subject.App, VetoQuestions.NameOf(kind), hook.OnFailure, answer.Error.Length > 0 ? answer.Error : "no answer that can be read");
            return Failed(kind, hook, "failed", began);
        }
        finally
        {
            gate.Leave();
        }
    }

    private Veto Answered(VetoKind kind, VetoGate gate, Veto veto, long began)
    {
        gate.Breaker.Succeeded();
        metrics.Answered(kind, veto.IsAllowed ? "allowed" : "denied", time.GetElapsedTime(began));
        return veto;
    }

    private Veto Failed(VetoKind kind, HookOptions hook, string result, long began)
    {
        metrics.Answered(kind, result, time.GetElapsedTime(began));
        return hook.OnFailure == HookFailure.Allow ? Veto.None : new Veto(false, "the app's backend could not be asked", null);
    }

    [LoggerMessage(LogLevel.Warning, "App {App}: hook {Hook} failed five times in a row; {OnFailure} counts for 5 s at a time until it answers: {Reason}")]
    private partial void LogDown(string app, string hook, HookFailure onFailure, string reason);
}
