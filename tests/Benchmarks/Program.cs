using Rooms.Benchmarks;
using Rooms.Benchmarks.Api;
using Rooms.Benchmarks.Delivery;
using Rooms.Benchmarks.Live;
using Rooms.Benchmarks.Push;
using Rooms.Benchmarks.SignalR;

// The tool as its own child: a peer of `bench push`.
if (args is [SignalRHost.Command, var port]) return await SignalRHost.RunAsync(int.Parse(port));
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
    switch (options.Kind)
    {
        case "live": await LiveBench.RunAsync(options, cancellation.Token); break;
        case "api": await ApiBench.RunAsync(options, cancellation.Token); break;
        case "push": await PushBench.RunAsync(options, cancellation.Token); break;
        // A ledger with a fault is no measurement but a finding.
        default: return await LedgerBench.RunAsync(options, cancellation.Token) ? 0 : 3;
    }
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
