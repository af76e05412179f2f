using Rooms.EndToEnd.Tests.Durability;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>300 viewers of two publishers, and 100 requests a second of which nine in ten write, entered in a ledger.</summary>
internal sealed class Load : IAsyncDisposable
{
    public const int Viewers = 300;
    private const int Workers = 10;
    private static readonly TimeSpan WorkerPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Rooms = ["chat-1", "chat-2"];

    private readonly HttpClient http;
    private readonly Writer writer;
    private readonly List<PeriodicTimer> paces = [];
    private readonly List<Task> requests = [];
    private readonly List<Tool> publishers = [];
    private readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int enoughAnswers = int.MaxValue;
    private int reads;

    private Load(HttpClient http)
    {
        this.http = http;
        writer = new Writer(http, Ledger, accepted: "draining");
    }

    public Ledger Ledger { get; } = new();

    public FlvAudience Audience { get; } = new();

    public List<LiveRoom> LiveRooms { get; } = [];

    /// <summary>Requests that were answered 503 <c>draining</c>.</summary>
    public int Refusals => writer.Refusals;

    /// <summary>Reads that were answered 200; any other answer ends the test.</summary>
    public int Reads => reads;

    public bool ArePublishing => publishers.TrueForAll(publisher => !publisher.HasExited);

    /// <summary>Done when the last worker has ended: the server is gone, or <see cref="StopRequestsAsync"/>.</summary>
    public Task RequestsEnded => Task.WhenAll(requests);

    /// <summary>Runs once <paramref name="answers"/> commands were acknowledged.</summary>
    public static async Task<Load> StartAsync(RunningHost host, int answers, CancellationToken cancellation)
    {
        var load = new Load(await host.ClientAsync("backend", "backend", "anchor"));
        try
        {
            foreach (var room in new[] { "live-1", "live-2" }) await load.PublishAsync(room, cancellation);
            foreach (var room in Rooms) await load.writer.SendAsync(new Command(CommandKind.CreateRoom, room, room, 0, room));
            load.Request(answers);
            await load.enough.Task.WaitAsync(cancellation);
            return load;
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    public async Task StopRequestsAsync()
    {
        foreach (var pace in paces) pace.Dispose();
        await RequestsEnded;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopRequestsAsync();
        }
        finally
        {
            foreach (var publisher in publishers) await publisher.DisposeAsync();
            Audience.Dispose();
            http.Dispose();
        }
    }

    private async Task PublishAsync(string id, CancellationToken cancellation)
    {
        var room = await LiveRoom.OpenAsync(http, id);
        LiveRooms.Add(room);
        publishers.Add(await room.PushClipAsync(repeats: 20));
        await room.EventAsync("stream.started");
        await Audience.JoinAsync(new Uri(room.Play("flv")), Viewers / 2, cancellation);
    }

    private void Request(int answers)
    {
        enoughAnswers = answers;
        for (var worker = 0; worker < Workers; worker++)
        {
            var pace = new PeriodicTimer(WorkerPeriod);
            paces.Add(pace);
            requests.Add(worker == 0 ? ReadAsync(pace) : writer.RunAsync($"w{worker}", Rooms, new Random(worker), Acknowledged, pace));
        }
    }

    private void Acknowledged()
    {
        if (Ledger.Count >= enoughAnswers) enough.TrySetResult();
    }

    private async Task ReadAsync(PeriodicTimer pace)
    {
        try
        {
            while (await pace.WaitForNextTickAsync())
            {
                using var answer = await http.GetAsync($"/v1/rooms/{Rooms[reads % Rooms.Length]}/events?limit=10");
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"a read was answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                reads++;
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
        {
            // The server has ended.
        }
    }
}
