using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Urls;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Files;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Files of a room: sent by those who are in it, read by links that expire (docs/files.md).</summary>
internal static class FilesApi
{
    private const string Base = "/rooms/{room}/files";

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void MapFiles(this RouteGroupBuilder v1)
    {
        v1.MapPost(Base, UploadAsync)
            .WithMetadata(new OwnBodyLimit())
            .Produces<FileDto>(StatusCodes.Status201Created)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden, ErrorCodes.FileTypeRefused, ErrorCodes.FileTooLarge, ErrorCodes.QuotaFiles, ErrorCodes.IdempotencyKeyReused)
            .Says("Send a file", "The body is the file with its Content-Type, or multipart/form-data with one file. Members, creator, anchors, backend, admin. What it is is read "
                + "from its bytes; what is declared must agree. Send `fileId` or `url` in a message to show it.");
        v1.MapGet($"{Base}/{{file}}", LinkAsync)
            .Produces<FileDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.FileNotFound, ErrorCodes.Forbidden)
            .Says("Get a fresh link to a file", "Who may send may ask.");
        v1.MapDelete($"{Base}/{{file}}", RemoveAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.FileNotFound, ErrorCodes.Forbidden)
            .Says("Remove a file", "Its links open nothing any more. Who sent it, the room's creator, admin.");
        v1.MapMethods("/files/{file}", Read, OpenAsync)
            .AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Refuses(ErrorCodes.FileNotFound, ErrorCodes.SignatureInvalid, ErrorCodes.SignatureExpired)
            .Says("Open a link to a file", "No bearer token: the link is signed. Ranges and ETag are served.");
    }

    private static async Task<IResult> UploadAsync(
        string room,
        CurrentCaller caller,
        HttpContext context,
        FileUploads uploads,
        FileRights rights,
        FileLinks links,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("The file's name, where the body has none.")] string? name = null)
    {
        _ = name;
        var view = await FindAsync(grains, caller, room, cancellation);
        if (!view.IsOk) return view.ToProblem();
        if (!await rights.MayUseAsync(caller.Value, view.Value!, cancellation)) return NotAMember();
        if (view.Value!.Status == RoomStatus.Closed) return new Problem(ErrorCodes.RoomClosed, "a closed room takes no files");
        var outcome = await uploads.ReceiveAsync(context, caller.Value, room);
        return outcome.To(note => Answers.Created(ToDto(links, new FilePlace(caller.App, room, note.FileId), note, context.Request)));
    }

    private static async Task<IResult> LinkAsync(
        string room, string file, CurrentCaller caller, HttpRequest request, FileStore store, FileRights rights, FileLinks links, GrainCalls grains, CancellationToken cancellation)
    {
        var view = await FindAsync(grains, caller, room, cancellation);
        if (!view.IsOk) return view.ToProblem();
        if (!await rights.MayUseAsync(caller.Value, view.Value!, cancellation)) return NotAMember();
        var place = new FilePlace(caller.App, room, file);
        return await store.FindAsync(place, cancellation) is { } note ? TypedResults.Ok(ToDto(links, place, note, request)) : NotFound();
    }

    private static async Task<IResult> RemoveAsync(
        string room, string file, CurrentCaller caller, FileStore store, StoredBytes stored, FileRights rights, GrainCalls grains, CancellationToken cancellation)
    {
        var view = await FindAsync(grains, caller, room, cancellation);
        if (!view.IsOk) return view.ToProblem();
        if (!await rights.MayUseAsync(caller.Value, view.Value!, cancellation)) return NotAMember();
        var place = new FilePlace(caller.App, room, file);
        if (await store.FindAsync(place, cancellation) is not { } note) return NotFound();
        if (!FileRights.MayRemove(caller.Value, view.Value!, note)) return new Problem(ErrorCodes.Forbidden, "who sent it, the room's creator and admins remove a file");
        if (store.Remove(place)) stored.Removed(caller.App, note.Size);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> OpenAsync(
        string file,
        HttpResponse response,
        FileStore store,
        FileLinks links,
        CancellationToken cancellation,
        [Description("Of the link.")] string app = "",
        [Description("Of the link.")] string room = "",
        [Description("Of the link: `<exp>.<mac>`.")] string token = "")
    {
        // What is signed is an id; what is not must not become a path.
        if (!Ids.IsValid(app) || !Ids.IsValid(room)) return new Problem(ErrorCodes.SignatureInvalid, "the link is not one of ours");
        var place = new FilePlace(app, room, file);
        if (links.Check(place, token) is not UrlTokenVerdict.Valid and var verdict)
            return verdict == UrlTokenVerdict.Expired
                ? new Problem(ErrorCodes.SignatureExpired, "the link has expired; a member of the room gets a fresh one")
                : new Problem(ErrorCodes.SignatureInvalid, "the link is not one of ours");
        if (await store.FindAsync(place, cancellation) is not { } note || store.Open(place) is not { } content) return NotFound();
        return FileAnswer.Of(response, note, content);
    }

    private static Task<Outcome<RoomView>> FindAsync(GrainCalls grains, CurrentCaller caller, string room, CancellationToken cancellation) =>
        grains.AskAsync<IRoomGrain, RoomView>(Ids.Key(caller.App, room), grain => grain.GetAsync(cancellation), cancellation);

    private static FileDto ToDto(FileLinks links, FilePlace place, FileNote note, HttpRequest request)
    {
        var (url, expiresAt) = links.Make(place, request);
        return new FileDto(note.FileId, note.Name, note.Type, note.Size, url, expiresAt);
    }

    private static Problem NotAMember() => new(ErrorCodes.Forbidden, "members of the room, its creator, anchors, backend and admin use its files");

    private static Problem NotFound() => new(ErrorCodes.FileNotFound, "the room has no such file");
}
