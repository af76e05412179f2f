using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
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
            .Refuses(
                ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden, ErrorCodes.Muted, ErrorCodes.Banned, ErrorCodes.FileTypeRefused, ErrorCodes.FileTooLarge,
                ErrorCodes.FileRefused, ErrorCodes.QuotaFiles, ErrorCodes.IdempotencyKeyReused)
            .Says("Send a file", "The body is the file with its Content-Type, or multipart/form-data with one file. Who may write to the room. What it is is read "
                + "from its bytes; what is declared must agree. Send `fileId` or `url` in a message to show it.");
        v1.MapGet($"{Base}/{{file}}", LinkAsync)
            .Produces<FileDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.FileNotFound, ErrorCodes.Forbidden, ErrorCodes.Banned)
            .Says("Get a fresh link to a file", "Who may write to the room, muted or not.");
        v1.MapDelete($"{Base}/{{file}}", RemoveAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.FileNotFound, ErrorCodes.Forbidden, ErrorCodes.Banned)
            .Says("Remove a file", "Its links open nothing any more. Who sent it, the room's creator, admin.");
        v1.MapMethods("/files/{file}", Read, OpenAsync)
            .AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Refuses(ErrorCodes.FileNotFound, ErrorCodes.SignatureInvalid, ErrorCodes.SignatureExpired)
            .Says("Open a link to a file", "No bearer token: the link is signed. Ranges and ETag are served.");
        v1.MapGet("/files/incoming/{file}", OpenIncoming)
            .AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Refuses(ErrorCodes.FileNotFound, ErrorCodes.SignatureInvalid, ErrorCodes.SignatureExpired)
            .Says("Read a file that is to be scanned", "For the app's scanner, which was told the path with its token (`Hooks:BeforeFile`), until it has answered.");
    }

    private static async Task<IResult> UploadAsync(
        string room,
        CurrentCaller caller,
        HttpContext context,
        FileUploads uploads,
        FileLinks links,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("The file's name, where the body has none.")] string? name = null)
    {
        _ = name;
        var asked = await grains.AskAsync<IRoomGrain, Done>(Ids.Key(caller.App, room), grain => grain.MayWriteAsync(caller.Value, cancellation), cancellation);
        if (!asked.IsOk) return asked.ToProblem();
        var outcome = await uploads.ReceiveAsync(context, caller.Value, room);
        return outcome.To(note => Answers.Created(ToDto(links, new FilePlace(caller.App, room, note.FileId), note, context.Request)));
    }

    private static async Task<IResult> LinkAsync(
        string room, string file, CurrentCaller caller, HttpRequest request, FileStore store, FileLinks links, GrainCalls grains, CancellationToken cancellation)
    {
        var seen = await LookAsync(grains, caller, room, cancellation);
        if (!seen.IsOk) return seen.ToProblem();
        var place = new FilePlace(caller.App, room, file);
        return await store.FindAsync(place, cancellation) is { } note ? TypedResults.Ok(ToDto(links, place, note, request)) : FileReading.NotFound();
    }

    private static async Task<IResult> RemoveAsync(
        string room, string file, CurrentCaller caller, FileStore store, FileRemoval removal, GrainCalls grains, CancellationToken cancellation)
    {
        var seen = await LookAsync(grains, caller, room, cancellation);
        if (!seen.IsOk) return seen.ToProblem();
        var place = new FilePlace(caller.App, room, file);
        if (await store.FindAsync(place, cancellation) is not { } note) return FileReading.NotFound();
        if (!FileRights.MayRemove(caller.Value, seen.Value!.Room, note)) return new Problem(ErrorCodes.Forbidden, "who sent it, the room's creator and admins remove a file");
        await removal.RemoveAsync(place, note, cancellation);
        return TypedResults.NoContent();
    }

    private static Task<IResult> OpenAsync(
        string file,
        HttpResponse response,
        FileReading reading,
        CancellationToken cancellation,
        [Description("Of the link.")] string app = "",
        [Description("Of the link.")] string room = "",
        [Description("Of the link: `<exp>.<mac>`.")] string token = "") => reading.OpenAsync(new FilePlace(app, room, file), token, response, cancellation);

    private static IResult OpenIncoming(string file, HttpResponse response, FileReading reading, [Description("Of the path.")] string token = "") =>
        reading.OpenIncoming(file, token, response);

    private static async Task<Outcome<RoomSnapshot>> LookAsync(GrainCalls grains, CurrentCaller caller, string room, CancellationToken cancellation)
    {
        var seen = await grains.AskAsync<IRoomGrain, RoomSnapshot>(Ids.Key(caller.App, room), grain => grain.GetSnapshotAsync(caller.Value, cancellation), cancellation);
        return seen.Value is { } snapshot && !FileRights.MayRead(caller.Value, snapshot.Rights)
            ? Refusal.Of<RoomSnapshot>(ErrorCodes.Forbidden, "those who may write to the room use its files: join first")
            : seen;
    }

    private static FileDto ToDto(FileLinks links, FilePlace place, FileNote note, HttpRequest request)
    {
        var (url, expiresAt) = links.Make(place, request);
        return new FileDto(note.FileId, note.Name, note.Type, note.Size, url, expiresAt);
    }
}
