using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Files;

/// <summary>
/// Receives files: looked at before they are written, bounded in size, time and number, scanned where the app has a scanner, and on disk before they are
/// answered. Who may send is the caller's question.
/// </summary>
internal sealed class FileUploads(FileStore store, StoredBytes stored, FileScan scan, Apps apps, GatewayMetrics metrics, IOptions<FileStoreOptions> options, TimeProvider time)
{
    // What the server has read ahead when we have counted enough: the limit that it keeps itself is there for what we do not count.
    private const long ReadAheadBytes = 4 * 1024 * 1024;

    private int underWay;

    /// <summary>
    /// Refusals: body_invalid, file_type_refused, file_too_large, file_refused, quota_files, idempotency_key_reused, rate_limited (too many at once),
    /// node_unavailable (the disk).
    /// </summary>
    public Task<Outcome<FileNote>> ReceiveAsync(HttpContext context, Caller caller, string room) => ReceiveAsync(context, caller, room, apps.FilesOf(caller.App));

    /// <summary>The same where only pictures have a use.</summary>
    public Task<Outcome<FileNote>> ReceivePictureAsync(HttpContext context, Caller caller, string room) => ReceiveAsync(context, caller, room, apps.FilesOf(caller.App).OfPictures());

    private async Task<Outcome<FileNote>> ReceiveAsync(HttpContext context, Caller caller, string room, FilesOptions rules)
    {
        if (RefuseAnnounced(context.Request, caller.App, rules) is { } announced) return announced;
        try
        {
            if (Interlocked.Increment(ref underWay) > options.Value.Uploads)
                return Refusal.Of<FileNote>(ErrorCodes.RateLimited, $"{options.Value.Uploads} uploads are under way (FileStore:Uploads)");
            using var deadline = new CancellationTokenSource(options.Value.UploadTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
            return await TryReceiveAsync(context, caller, room, rules, either.Token);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task<Outcome<FileNote>> TryReceiveAsync(HttpContext context, Caller caller, string room, FilesOptions rules, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(context, caller, room, rules, cancellation);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Refusal.Of<FileNote>(ErrorCodes.BodyInvalid, $"the upload took longer than {options.Value.UploadTime} (FileStore:UploadTime)");
        }
        catch (InvalidDataException fault)
        {
            return Refusal.Of<FileNote>(ErrorCodes.BodyInvalid, fault.Message);
        }
        // A fault of the body has a negative number of .NET's own, one of the disk is an errno of Linux.
        catch (IOException fault) when (fault is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested && fault.HResult < 0)
        {
            return Refusal.Of<FileNote>(ErrorCodes.BodyInvalid, "multipart/form-data: the body ends before its last part does");
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException { HResult: > 0 })
        {
            return Refusal.Of<FileNote>(ErrorCodes.NodeUnavailable, "files cannot be written now: the disk is full, read-only or broken");
        }
    }

    private async Task<Outcome<FileNote>> ReadAsync(HttpContext context, Caller caller, string room, FilesOptions rules, CancellationToken cancellation)
    {
        var body = await FileBody.OpenAsync(context.Request, cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(FileHead.Bytes);
        try
        {
            var count = await body.Content.ReadAtLeastAsync(buffer, FileHead.Bytes, throwOnEndOfStream: false, cancellation);
            var type = FileHead.Judge(buffer.AsSpan(0, count), body.DeclaredType, rules);
            if (!type.IsOk) return Refusal.Of<FileNote>(type.Code!, type.Detail!);
            await using var file = store.Receive();
            if (await CopyAsync(body, file, buffer, count, rules.MaxBytes, cancellation) is { } refused) return refused;
            await body.EndAsync(cancellation);
            var (id, isRepeatable) = FileIds.For(context, caller);
            var note = new FileNote(id, caller.User, FileNames.Clean(body.Name, type.Value!), type.Value!, file.Length, file.Finish(), time.GetUtcNow());
            if (isRepeatable && await store.FindAsync(new FilePlace(caller.App, room, id), cancellation) is { } first) return Repeat(first, note);
            return await KeepAsync(caller, room, file, note, rules, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<Outcome<FileNote>> KeepAsync(Caller caller, string room, IncomingFile file, FileNote note, FilesOptions rules, CancellationToken cancellation)
    {
        if (stored.Take(caller.App, rules, note.Size) is { } quota) return Refusal.Of<FileNote>(ErrorCodes.QuotaFiles, quota);
        FileNote? kept = null;
        try
        {
            var scanned = await scan.AskAsync(caller, room, note, file, cancellation);
            if (!scanned.IsOk) return scanned.As<FileNote>();
            kept = await store.KeepAsync(new FilePlace(caller.App, room, note.FileId), file, note, cancellation);
        }
        finally
        {
            if (kept != note) stored.GiveBack(caller.App, note.Size);
        }
        if (kept == note) metrics.FileKept(note.Size);
        return Repeat(kept, note);
    }

    private static Outcome<FileNote> Repeat(FileNote first, FileNote again) => first.Sha256 == again.Sha256
        ? first
        : Refusal.Of<FileNote>(ErrorCodes.IdempotencyKeyReused, "the key was used for another file");

    /// <summary>Null: all of it is written.</summary>
    private static async Task<Outcome<FileNote>?> CopyAsync(FileBody body, IncomingFile file, byte[] buffer, int count, long max, CancellationToken cancellation)
    {
        for (; count > 0; count = await body.Content.ReadAsync(buffer, cancellation))
        {
            if (file.Length + count > max) return TooLarge(max);
            await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
        return null;
    }

    /// <summary>Before a byte is read; null: nothing is wrong with what the sender announces.</summary>
    private Outcome<FileNote>? RefuseAnnounced(HttpRequest request, string app, FilesOptions rules)
    {
        // A compressed body could be small and its file endless.
        if (request.Headers.ContentEncoding.Count > 0) return Refusal.Of<FileNote>(ErrorCodes.FileTypeRefused, "send the file without a Content-Encoding");
        var max = rules.MaxBytes + FileBody.MaxExtraBytes;
        if (request.ContentLength > max) return TooLarge(rules.MaxBytes);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = max + ReadAheadBytes;
        var announced = Math.Max(0, (request.ContentLength ?? rules.MaxBytes) - FileBody.MaxExtraBytes);
        if (announced >= store.FreeBytes) return Refusal.Of<FileNote>(ErrorCodes.NodeUnavailable, "the disk of files is full (FileStore:KeepFreeBytes)");
        return stored.Refuse(app, rules, Math.Max(1, request.ContentLength is null ? 0 : announced)) is { } quota ? Refusal.Of<FileNote>(ErrorCodes.QuotaFiles, quota) : null;
    }

    private static Outcome<FileNote> TooLarge(long max) => Refusal.Of<FileNote>(ErrorCodes.FileTooLarge, $"a file has at most {max} bytes (Files:MaxBytes)");
}
