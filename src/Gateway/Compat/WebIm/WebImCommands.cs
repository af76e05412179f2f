using System.Text;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Wire.WebIm;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>What a client's frames do (PHPWebIM src/Server.php, onMessage and cmd_*). One at a time for each client.</summary>
internal sealed class WebImCommands(WebImHub hub, WebImRoom room, IOptions<WebImOptions> options, TimeProvider time)
{
    // MESSAGE_MAX_LEN, in bytes.
    private const int MaxData = 1024;

    // Of all other keys together, so that a room can keep the message.
    private const int MaxFrame = 8 * 1024;

    // What the table of the history takes.
    private const int MaxName = 64;
    private const int MaxAvatar = 255;

    public Task ExecuteAsync(WebImClient client, ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        if (!WebImCommand.TryRead(frame, out var command))
        {
            client.Send(WebImMessages.Error(WebImMessages.InvalidCommand, "invalid command"));
            return Task.CompletedTask;
        }
        // PHP finds a method whatever its case.
        switch (command.Command.ToLowerInvariant())
        {
            case "login":
                Login(client, command);
                return Task.CompletedTask;
            case "getonline":
                client.Send(WebImMessages.Online([.. hub.Users]));
                return Task.CompletedTask;
            case "gethistory":
                return SendHistoryAsync(client, cancellation);
            case "message":
                return SendAsync(client, command, frame.Length, cancellation);
            default:
                client.Send(WebImMessages.Error(WebImMessages.Unsupported, $"command cmd_{command.Command} no support."));
                return Task.CompletedTask;
        }
    }

    private void Login(WebImClient client, WebImCommand command)
    {
        var name = WebImText.Escape(Cut(WebImText.StripTags(command.Name), MaxName));
        var user = new WebImUser(client.Fd, name, WebImText.Escape(Cut(command.Avatar, MaxAvatar)));
        client.User = user;
        client.Send(WebImMessages.Login(user));
        hub.Tell(WebImMessages.NewUser(user), except: client.Fd);
        hub.Tell(WebImMessages.CameOnline(user), except: client.Fd);
    }

    private async Task SendHistoryAsync(WebImClient client, CancellationToken cancellation)
    {
        var messages = await room.ReadHistoryAsync(cancellation);
        client.Send(WebImMessages.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("cmd", "getHistory");
            json.WriteStartArray("history");
            foreach (var message in messages) message.WriteHistory(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private async Task SendAsync(WebImClient client, WebImCommand command, int frameLength, CancellationToken cancellation)
    {
        if (Encoding.UTF8.GetByteCount(command.Data) > MaxData || frameLength > MaxFrame)
        {
            client.Send(WebImMessages.Error(WebImMessages.Unsupported, $"message max length is {MaxData}"));
            return;
        }
        // Whole seconds: 2.9 s after 1.0 is one second later, too soon for an interval of two.
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (client.SentAt > now - options.Value.SendIntervalSeconds)
        {
            client.Send(WebImMessages.Error(WebImMessages.OverLimit, "over frequency limit"));
            return;
        }
        client.SentAt = now;
        if (command.Channal == 1) hub.Find(command.To)?.Send(WebImMessages.Write(json => command.WriteTo(json, "fromMsg", command.Data)));
        if (command.Channal != 0) return;
        var sent = await room.SendAsync(client, command, cancellation);
        if (!sent.IsOk) client.Send(Refusal(sent));
    }

    private static string Refusal(Outcome<long> sent) => sent.Code is ErrorCodes.RoomBusy or ErrorCodes.SlowMode
        ? WebImMessages.Error(WebImMessages.OverLimit, "over frequency limit")
        : WebImMessages.Error(WebImMessages.Refused, sent.Code!);

    // Not between the halves of a pair.
    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
