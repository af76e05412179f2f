using Rooms.EndToEnd.Tests.Durability;
using Xunit.Abstractions;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>
/// The disk fails under a running server: commands answer a named error, viewers keep watching, and where the disk comes back the same process goes
/// on (docs/operations.md, "When the disk fails").
/// </summary>
public class StorageFaultTests(ITestOutputHelper figures)
{
    [Fact]
    public async Task DiskFull_CommandsAreRefusedByName_ViewersWatchOn_AndItGoesOnOnceThereIsSpace()
    {
        await using var disk = await SmallDisk.InMemoryAsync("size=16m");
        await using var scene = await FaultScene.StartAsync(disk.Path);

        disk.Fill();
        var broken = await scene.UntilRefusedAsync();
        await scene.AssertServesAsync();
        disk.Empty();
        var mended = await scene.UntilReadyAsync();
        await scene.WriteAsync(10);

        figures.WriteLine($"full disk: first refusal after {broken}, ready {mended} after there was space; {scene.Ledger.Count} commands acknowledged, {scene.Refusals} refused");
        await scene.AssertHoldsAsync();
        Assert.Equal(0, await scene.StopAsync());
    }

    /// <summary>EROFS from every write, as on a file system that was turned read-only, until it is writable again: injected by strace, since a file
    /// system that has files open cannot be remounted, and one that the kernel turned read-only stays so.</summary>
    [Fact]
    public async Task WritesAnswerReadOnly_ThenNoMore_TheSameProcessGoesOn()
    {
        var data = Directory.CreateTempSubdirectory("rooms-readonly-").FullName;
        await using var scene = await FaultScene.StartAsync(data);

        TimeSpan broken;
        await using (await Injection.StartAsync(scene.ProcessId, "pwrite64,ftruncate,fdatasync", "EROFS"))
        {
            broken = await scene.UntilRefusedAsync();
            await scene.AssertServesAsync();
        }
        var mended = await scene.UntilReadyAsync();
        await scene.WriteAsync(10);

        figures.WriteLine($"EROFS: first refusal after {broken}, ready {mended} after the last; {scene.Ledger.Count} commands acknowledged, {scene.Refusals} refused");
        await scene.AssertHoldsAsync();
        Assert.Equal(0, await scene.StopAsync());
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task FileSystemTurnsReadOnly_CommandsAreRefusedByName_ViewersWatchOn_AndNothingAcknowledgedIsLost()
    {
        await using var disk = await SmallDisk.OnLoopAsync();
        Ledger ledger;
        await using (var scene = await FaultScene.StartAsync(disk.Path))
        {
            await disk.TurnReadOnlyAsync();
            var broken = await scene.UntilRefusedAsync();
            await scene.AssertServesAsync();
            figures.WriteLine($"read-only file system: first refusal after {broken}; {scene.Ledger.Count} commands acknowledged, {scene.Refusals} refused");
            Assert.Equal(0, await scene.StopAsync());
            ledger = scene.Ledger;
        }
        await disk.RepairAsync();

        await using var again = await RunningHost.StartAsync(disk.Path);
        using var http = await again.ClientAsync("backend", "backend", "anchor");
        Assert.Empty(await Audit.CompareAsync(http, ledger));
    }
}
