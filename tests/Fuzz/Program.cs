using Rooms.Fuzz;

// Exit codes: 0 nothing found (with --plant: every planted bug found), 1 a finding (with --plant: a planted bug escaped), 2 wrong arguments.
if (!FuzzOptions.TryParse(args, out var options, out var fault))
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine(FuzzOptions.Usage);
    return 2;
}
return options.Plant ? Runner.HuntPlants(options) : Runner.Hunt(options);
