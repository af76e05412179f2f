using System.Globalization;

namespace Rooms.Fuzz;

/// <summary>The command line.</summary>
internal sealed record FuzzOptions(IReadOnlyList<FuzzTarget> Targets, TimeSpan Duration, long? Runs, int Seed, bool Plant)
{
    public static readonly string Usage = $"""
        usage: fuzz [target|all] [--seconds 30] [--runs N] [--seed N] [--plant]
        targets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}
        --plant: run the target's planted bugs instead; each must be found
        """;

    public static bool TryParse(string[] arguments, out FuzzOptions options, out string fault)
    {
        options = new FuzzOptions(FuzzTargets.All, TimeSpan.FromSeconds(30), null, Environment.TickCount, false);
        fault = "";
        for (var i = 0; i < arguments.Length && fault.Length == 0; i++)
        {
            if (arguments[i] == "--plant") options = options with { Plant = true };
            else if (!arguments[i].StartsWith("--", StringComparison.Ordinal)) fault = Choose(arguments[i], ref options);
            else if (i + 1 == arguments.Length) fault = $"{arguments[i]} needs a value";
            else fault = Set(arguments[i], arguments[++i], ref options);
        }
        return fault.Length == 0;
    }

    private static string Choose(string name, ref FuzzOptions options)
    {
        if (name == "all") return "";
        var chosen = FuzzTargets.All.Where(target => target.Name == name).ToArray();
        options = options with { Targets = chosen };
        return chosen.Length == 0 ? $"there is no target {name}" : "";
    }

    private static string Set(string key, string text, ref FuzzOptions options)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return $"{key} {text}: not a number";
        switch (key)
        {
            case "--seconds": options = options with { Duration = TimeSpan.FromSeconds(value) }; return "";
            case "--runs": options = options with { Runs = value }; return "";
            case "--seed": options = options with { Seed = value }; return "";
            default: return $"{key} is not an option";
        }
    }
}
