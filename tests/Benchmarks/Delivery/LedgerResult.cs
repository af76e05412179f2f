namespace Rooms.Benchmarks.Delivery;

/// <summary>What a run of the ledger found. Unknown: sent, the connection ended, and the answer to the repetition never came.</summary>
internal sealed record LedgerResult(
    Findings Findings, long Deliveries, long Acknowledged, long Refused, long InGaps, long InSkips, int Cuts, int Kills, long Reconnects, double Seconds)
{
    public override string ToString() =>
        $"{Deliveries} deliveries of {Acknowledged} acknowledged messages in {Seconds:0} s; {Cuts} sockets cut, {Kills} kills, {Reconnects} reconnects; "
        + $"{InGaps} numbers covered by gaps, {InSkips} by skipped, {Refused} sends refused\n{Findings}";
}
