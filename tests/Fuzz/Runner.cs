namespace Rooms.Fuzz;

/// <summary>Runs the chosen targets one after the other and says what came out.</summary>
internal static class Runner
{
    public static int Hunt(FuzzOptions options)
    {
        var findings = 0;
        foreach (var target in options.Targets)
        {
            var fuzzer = new Fuzzer(target.Body, target.AllocationLimit, Artifact.LoadSeeds(target.Name), options.Seed);
            var finding = fuzzer.Hunt(options.Duration, options.Runs);
            Console.WriteLine($"{target.Name}: {fuzzer.Runs} runs, corpus {fuzzer.CorpusSize}, seed {options.Seed}: {Describe(finding)}");
            if (finding is null) continue;
            findings++;
            Console.WriteLine($"  saved as {Artifact.Save(target.Name, finding.Input)}");
        }
        return findings == 0 ? 0 : 1;
    }

    public static int HuntPlants(FuzzOptions options)
    {
        var escaped = 0;
        foreach (var target in options.Targets)
            foreach (var plant in target.Plants)
            {
                var fuzzer = new Fuzzer(plant.Body, target.AllocationLimit, Artifact.LoadSeeds(target.Name), options.Seed);
                var finding = fuzzer.Hunt(options.Duration, options.Runs);
                var isFound = finding?.Kind == plant.Kind;
                if (!isFound) escaped++;
                var verdict = isFound ? "found" : "NOT FOUND";
                Console.WriteLine($"{target.Name}, planted: {plant.Name}: {verdict} after {fuzzer.Runs} runs: {Describe(finding)}");
            }
        return escaped == 0 ? 0 : 1;
    }

    private static string Describe(Finding? finding)
    {
        if (finding is null) return "nothing found";
        var beginning = finding.Input.AsSpan(0, Math.Min(48, finding.Input.Length));
        return $"{finding.Kind}, {finding.Detail}, {finding.Input.Length} bytes: {Convert.ToHexString(beginning)}";
    }
}
