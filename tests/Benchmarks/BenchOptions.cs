using System.Globalization;

namespace Rooms.Benchmarks;

/// <summary>The command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        usage: bench live [--quick] [--rounds 3] [--viewers 100,500,1000,2000] [--window 10] [--server NAME]
               bench api  [--quick] [--connections 16] [--window 10] [--rooms 100,10000,100000]
        --server: only those whose name begins so: rooms, "rooms, 40", nginx
        --quick: one short round with fewer viewers and rooms, to see that everything works
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

    /// <summary>How the names of the servers to measure begin.</summary>
    public string Server { get; init; } = "";

    public static bool TryParse(string[] arguments, out BenchOptions options, out string fault)
    {
        options = new BenchOptions { Kind = arguments.FirstOrDefault() ?? "" };
        fault = options.Kind is "live" or "api" ? "" : "live or api?";
        if (arguments.Contains("--quick")) options = options with { IsQuick = true, Rounds = 1, Viewers = [50, 200], Window = 5, Rooms = [100, 1000] };
        for (var i = 1; i < arguments.Length && fault.Length == 0; i++)
        {
            if (arguments[i] == "--quick") continue;
            if (i + 1 == arguments.Length) fault = $"{arguments[i]} needs a value";
            else fault = Set(arguments[i], arguments[++i], ref options);
        }
        return fault.Length == 0;
    }

    private static string Set(string key, string text, ref BenchOptions options)
    {
        if (key == "--server")
        {
            options = options with { Server = text };
            return "";
        }
        var numbers = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0).ToArray();
        if (numbers.Any(number => number < 1)) return $"{key} {text}: not a positive number";
        switch (key)
        {
            case "--rounds": options = options with { Rounds = numbers[0] }; return "";
            case "--viewers": options = options with { Viewers = numbers }; return "";
            case "--window": options = options with { Window = numbers[0] }; return "";
            case "--connections": options = options with { Connections = numbers[0] }; return "";
            case "--rooms": options = options with { Rooms = numbers }; return "";
            default: return $"{key} is not an option";
        }
    }
}
