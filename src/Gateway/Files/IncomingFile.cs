using System.Security.Cryptography;

namespace Rooms.Gateway.Files;

/// <summary>A file that is being received, under a name of ours. Disposing removes what was not kept.</summary>
internal sealed class IncomingFile : IAsyncDisposable
{
    /// <summary>Of its name, as GUIDs are formatted: letters and digits alone.</summary>
    public const string NameForm = "N";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private IncomingFile(FileStream file) => this.file = file;

    public string Path => file.Name;

    public string Name => System.IO.Path.GetFileName(file.Name);

    public long Length { get; private set; }

    public static IncomingFile Create(string folder)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
            Options = System.IO.FileOptions.Asynchronous,
            UnixCreateMode = OwnerOnly,
        };
        return new IncomingFile(new FileStream(System.IO.Path.Combine(folder, Guid.NewGuid().ToString(NameForm)), options));
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await file.WriteAsync(bytes, cancellation);
        hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>All of it is on disk; answers its SHA-256.</summary>
    public string Finish()
    {
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        await file.DisposeAsync();
        // Nothing is there any more where it was kept.
        File.Delete(Path);
    }
}
