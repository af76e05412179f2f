namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>
/// A file system of its own, which can be filled or broken. Mounting wants root (CAP_SYS_ADMIN) and the packages that <c>./rooms check</c> installs:
/// without them a test fails, and says so.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int NoSpaceLeft = 28;
    private const int ImageBytes = 64 << 20;
    private readonly string image;

    private SmallDisk(string path, string image = "")
    {
        Path = path;
        this.image = image;
    }

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>In memory; <paramref name="options"/> as of mount: <c>size=16m</c>, <c>ro</c>.</summary>
    public static async Task<SmallDisk> InMemoryAsync(string options)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("rooms-disk-").FullName);
        await MountAsync("-t", "tmpfs", "-o", options, "rooms-test", disk.Path);
        return disk;
    }

    /// <summary>ext4 on a loop device, which the kernel turns read-only at its first fault, as it does on a server.</summary>
    public static async Task<SmallDisk> OnLoopAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-disk-").FullName;
        var disk = new SmallDisk(folder, folder + ".img");
        await using (var file = new FileStream(disk.image, FileMode.CreateNew)) file.SetLength(ImageBytes);
        await RunAsync("/usr/sbin/mkfs.ext4", "-q", disk.image);
        await disk.MountImageAsync();
        return disk;
    }

    /// <summary>Until not a byte more goes in.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (var size in new[] { 1 << 16, 1 << 12, 1 }) while (TryAppend(file, new byte[size])) { }
    }

    public void Empty() => File.Delete(Filler);

    /// <summary>Has the kernel find a fault: from then on every write answers EROFS, also to files that are open.</summary>
    public async Task TurnReadOnlyAsync()
    {
        var device = (await RunAsync("findmnt", "-n", "-o", "SOURCE", Path)).Output.Trim();
        await File.WriteAllTextAsync($"/sys/fs/ext4/{System.IO.Path.GetFileName(device)}/trigger_fs_error", "1");
    }

    /// <summary>What an operator does after such a fault: unmount, check, mount.</summary>
    public async Task RepairAsync()
    {
        await RunAsync("umount", Path);
        var check = await Ended.RunAsync("/usr/sbin/e2fsck", "-f", "-y", image);
        // e2fsck(8): 1 is "errors were corrected".
        if (check.ExitCode > 1) throw new InvalidOperationException($"e2fsck answered {check.ExitCode}:\n{check.Output}{check.Errors}");
        await MountImageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Lazily: whatever still has a file open there ends by itself.
        await RunAsync("umount", "--lazy", Path);
        Directory.Delete(Path);
        if (image.Length > 0) File.Delete(image);
    }

    private Task MountImageAsync() => MountAsync("-o", "loop,errors=remount-ro", image, Path);

    private static bool TryAppend(FileStream file, byte[] bytes)
    {
        try
        {
            file.Write(bytes);
            return true;
        }
        catch (IOException fault) when (fault.HResult == NoSpaceLeft)
        {
            return false;
        }
    }

    private static async Task MountAsync(params string[] arguments)
    {
        var ended = await Ended.RunAsync("mount", arguments);
        if (ended.ExitCode != 0)
            throw new InvalidOperationException($"this test mounts a file system of its own, for which it must run as root: mount {string.Join(' ', arguments)}: {ended.Errors}");
    }

    private static async Task<Ended> RunAsync(string program, params string[] arguments)
    {
        var ended = await Ended.RunAsync(program, arguments);
        return ended.ExitCode == 0 ? ended : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} answered {ended.ExitCode}: {ended.Errors}");
    }
}
