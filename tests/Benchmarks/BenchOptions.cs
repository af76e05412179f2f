using System.Globalization;

namespace Rooms.Benchmarks;

/// <summary>The command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        usage: bench live [--quick] [--rounds 3] [--viewers 100,500,1000,2000] [--window 10] [--server NAME]
               bench api  [--quick] [--connections 16] [--window 10] [--rooms 100,10000,100000]
               bench push [--quick] [--rounds 1] [--window 10] [--sockets 1000,5000,15000] [--rates 1,10,100,1000] [--windows 0,20,250,1000] [--peers bare,nchan,signalr]
               bench ledger [--quick] [--sockets 5000] [--rooms 50] [--deliveries 100000000] [--kills 5]
        --window: seconds of one measurement; --windows: milliseconds over which a room merges; --peers none: only ours
        --server: only those whose name begins so: rooms, "rooms, 40", nginx
        --quick: one short round with fewer viewers, rooms and sockets, to see that everything works
        """;

    public required string Kind { get; init; }

    public bool IsQuick { get; init; }

    /// <summary>Alternating rounds: every server once a round, so that a slow minute of the machine hits all.</summary>
    public int Rounds { get; init; } = 3;

    public int[] Viewers { get; init; } = [100, 500, 1000, 2000];

    /// <summary>Seconds of one measurement.</summary>
    public int Window { get; init; } = 10;

    /// <summary>Requests at once.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>Numbers of open rooms at which pages are timed.</summary>
    public int[] Rooms { get; init; } = [100, 10_000, 100_000];

    /// <summary>Sockets in one room.</summary>
    public int[] Sockets { get; init; } = [1000, 5000, 15_000];

    /// <summary>Messages a second.</summary>
    public int[] Rates { get; init; } = [1, 10, 100, 1000];

    /// <summary>Milliseconds over which a room merges what it sends.</summary>
    public int[] Windows { get; init; } = [0, 20, 250, 1000];

    /// <summary>Other push servers to measure beside ours.</summary>
    public string[] Peers { get; init; } = ["bare", "nchan", "signalr"];

    /// <summary>How the names of the servers to measure begin.</summary>
    public string Server { get; init; } = "";

    /// <summary>Deliveries that the ledger checks.</summary>
    public int Deliveries { get; init; } = 100_000_000;

    /// <summary>How often the ledger's server is killed.</summary>
    public int Kills { get; init; } = 5;

    public static bool TryParse(string[] arguments, out BenchOptions options, out string fault)
    {
        options = Defaults(arguments.FirstOrDefault() ?? "", arguments.Contains("--quick"));
        fault = options.Kind is "live" or "api" or "push" or "ledger" ? "" : "live, api, push or ledger?";
        for (var i = 1; i < arguments.Length && fault.Length == 0; i++)
        {
            if (arguments[i] == "--quick") continue;
            if (i + 1 == arguments.Length) fault = $"{arguments[i]} needs a value";
            else fault = Set(arguments[i], arguments[++i], ref options);
        }
        return fault.Length == 0;
    }

    // The ledger's rooms and sockets are one number each.
    private static BenchOptions Defaults(string kind, bool isQuick)
    {
        var options = new BenchOptions { Kind = kind, IsQuick = isQuick };
        // Some eighty measurements a round.
        if (kind == "push") options = options with { Rounds = 1 };
        if (kind == "ledger") options = options with { Rooms = [50], Sockets = [5000] };
        if (!isQuick) return options;
        options = options with { Rounds = 1, Viewers = [50, 200], Window = 5 };
        return kind == "ledger"
            ? options with { Rooms = [10], Sockets = [200], Deliveries = 1_000_000, Kills = 2 }
            : options with { Rooms = [100, 1000], Sockets = [1000], Rates = [1, 100], Windows = [0, 250] };
    }

    private static string Set(string key, string text, ref BenchOptions options)
    {
        switch (key)
        {
            case "--server": options = options with { Server = text }; return "";
            case "--peers": options = options with { Peers = text == "none" ? [] : text.Split(',') }; return "";
        }
        // A window of 0 is a window: each message at once.
        var least = key == "--windows" ? 0 : 1;
        var numbers = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1).ToArray();
        if (numbers.Any(number => number < least)) return $"{key} {text}: not a positive number";
        switch (key)
        {
            case "--rounds": options = options with { Rounds = numbers[0] }; return "";
            case "--viewers": options = options with { Viewers = numbers }; return "";
            case "--window": options = options with { Window = numbers[0] }; return "";
            case "--connections": options = options with { Connections = numbers[0] }; return "";
            case "--rooms": options = options with { Rooms = numbers }; return "";
            case "--sockets": options = options with { Sockets = numbers }; return "";
            case "--rates": options = options with { Rates = numbers }; return "";
            case "--windows": options = options with { Windows = numbers }; return "";
            case "--deliveries": options = options with { Deliveries = numbers[0] }; return "";
            case "--kills": options = options with { Kills = numbers[0] }; return "";
            default: return $"{key} is not an option";
        }
    }
}
