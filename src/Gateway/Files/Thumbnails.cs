using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Files;

/// <summary>Keeps the small picture of a picture beside it, as a file of the same user under the app's same limits.</summary>
internal sealed class Thumbnails(FileStore store, StoredBytes stored, PictureScaler scaler, Apps apps, TimeProvider time)
{
    /// <summary>True: it is at <see cref="FilePlace.Thumbnail"/>. Else the picture itself has to stand for it.</summary>
    public async Task<bool> TryMakeAsync(FilePlace place, FileNote picture, CancellationToken cancellation)
    {
        if (await scaler.TryScaleAsync(store.Paths.Content(place), picture.Type, cancellation) is not { } small) return false;
        if (stored.Take(place.App, apps.FilesOf(place.App), small.Length) is not null) return false;
        var isKept = false;
        try
        {
            await using var file = store.Receive();
            await file.WriteAsync(small, cancellation);
            var note = new FileNote(
                place.Thumbnail.FileId, picture.User, FileNames.Clean(picture.Name, MediaTypes.Jpeg), MediaTypes.Jpeg, file.Length, file.Finish(), time.GetUtcNow());
            isKept = await store.KeepAsync(place.Thumbnail, file, note, cancellation) == note;
            return isKept;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The picture is kept; the disk has had no room for this one.
            return false;
        }
        finally
        {
            if (!isKept) stored.GiveBack(place.App, small.Length);
        }
    }
}
