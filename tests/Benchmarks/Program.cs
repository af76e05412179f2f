using Rooms.Benchmarks;
using Rooms.Benchmarks.Api;
using Rooms.Benchmarks.Live;

if (!BenchOptions.TryParse(args, out var options, out var fault))
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}
// Children are put on their cores one by one (Cores); this tool plays and loads, so it stays off the server's.
if (OperatingSystem.IsLinux()) System.Diagnostics.Process.GetCurrentProcess().ProcessorAffinity = 1 << Rooms.Benchmarks.Processes.Cores.Load;
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, stop) =>
{
    stop.Cancel = true;
    cancellation.Cancel();
};
try
{
    await (options.Kind == "live" ? LiveBench.RunAsync(options, cancellation.Token) : ApiBench.RunAsync(options, cancellation.Token));
    return 0;
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    return 130;
}
catch (BenchException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
