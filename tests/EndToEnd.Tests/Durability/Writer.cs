using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Durability;

/// <summary>
/// Sends commands one after the other and enters each acknowledgement in the ledger, until the server is gone. <paramref name="accepted"/>: a code
/// of refusals that are no fault.
/// </summary>
internal sealed class Writer(HttpClient http, Ledger ledger, string? accepted = null)
{
    private int refusals;

    /// <summary>Answers 503 with the code that was accepted.</summary>
    public int Refusals => refusals;

    /// <summary>
    /// Random commands against <paramref name="rooms"/> until the connection breaks; <paramref name="acknowledged"/> is told after each. One a tick of
    /// <paramref name="pace"/> until that is disposed; null: as fast as they are answered.
    /// </summary>
    public async Task RunAsync(string name, string[] rooms, Random random, Action acknowledged, PeriodicTimer? pace = null)
    {
        try
        {
            for (var number = 0; pace is null || await pace.WaitForNextTickAsync(); number++)
            {
                await SendAsync(Make(name, number, rooms[random.Next(rooms.Length)], random));
                acknowledged();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
        {
            // The server was killed: what was in flight stays open in the ledger.
        }
    }

    /// <summary>Any answer but a 2xx and the accepted refusal fails the test.</summary>
    public async Task SendAsync(Command command)
    {
        ledger.Begin(command);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(command)) { Content = JsonContent.Create(Body(command)) };
        request.Headers.Add("Idempotency-Key", command.IdempotencyKey);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && accepted is not null && (string?)JsonNode.Parse(text)?["code"] == accepted)
        {
            ledger.Refuse(command);
            Interlocked.Increment(ref refusals);
            return;
        }
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created)) throw new InvalidOperationException($"{command} was answered {(int)answer.StatusCode} {text}");
        ledger.Acknowledge(command, (long?)JsonNode.Parse(text)?["seq"] ?? 0);
    }

    private static Command Make(string name, int number, string room, Random random)
    {
        var mark = $"{name}-{number}";
        return random.Next(8) switch
        {
            0 => new Command(CommandKind.CreateRoom, mark, mark, 0, mark),
            < 3 => new Command(CommandKind.Like, room, mark, random.Next(1, 4), mark),
            < 5 => new Command(CommandKind.Gift, room, mark, random.Next(1, 4), mark),
            _ => new Command(CommandKind.Message, room, mark, 0, mark),
        };
    }

    private static string Path(Command command) => command.Kind switch
    {
        CommandKind.CreateRoom => "/v1/rooms",
        CommandKind.Like => $"/v1/rooms/{command.Room}/likes",
        CommandKind.Gift => $"/v1/rooms/{command.Room}/gifts",
        _ => $"/v1/rooms/{command.Room}/messages",
    };

    private static object Body(Command command) => command.Kind switch
    {
        CommandKind.CreateRoom => new { id = command.Room, scene = "live", name = command.Mark },
        CommandKind.Like => new { count = command.Count },
        CommandKind.Gift => new { gift = "rose", count = command.Count, orderId = command.Mark },
        _ => new { text = command.Mark },
    };
}
